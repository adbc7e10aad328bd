import { chmod, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { unpack } from '../../debian/unpack.js';
import { exec } from '../../os/exec.js';
import { amd64, arm64 } from '../../os/platform.js';
import { certificateEnvironment } from '../certificates.js';
import { searchPath, type BaseImage } from '../image.js';
import type { Kit, Layer } from '../layer.js';
import { installPackages } from '../packages.js';
import { layOutPython } from '../python-program.js';
import { debianLayer } from './debian.js';

const version = '3.13';
/** These are moved to /usr/local, where dpkg knows nothing of them: as in the official image, where they are built from source. */
const moved = new RegExp(`^(lib)?python${version.replace('.', '\\.')}|^python3-pip-whl`);
const packages = [`python${version}`, `python${version}-venv`];

const pythonLayer: Layer = {
  name: `python${version}`,
  recipe: import.meta.url,
  over: debianLayer,
  async fill(root, kit) {
    await installPackages(root, kit, packages, moved);
    const debian = await mkdtemp(join(dirname(root), 'python-'));
    await unpackMoved(debian, kit);
    await layOutPython(debian, root, { version, triplet: kit.arch.triplet });
    await rm(debian, { recursive: true });
    await installPip(join(root, 'usr/local'), join(root, 'usr/share/python-wheels'));
  },
};

async function unpackMoved(into: string, { apt, below }: Kit): Promise<void> {
  const wanted = [...packages, `libpython${version}-dev`];
  const closure = await apt.closure(wanted, join(below, 'status'));
  const archives = closure.filter(({ name }) => moved.test(name) && !/^libpython[\d.]+$/.test(name));
  await unpack(await apt.fetch(archives), into);
}

/** pip from its wheel; `python -m venv` installs from the same file. */
async function installPip(local: string, wheels: string): Promise<void> {
  const wheel = (await readdir(wheels)).find((name) => name.startsWith('pip-')) ?? '';
  const target = join(local, `lib/python${version}/site-packages`);
  await exec('python3', ['-m', 'zipfile', '-e', join(wheels, wheel), target]);
  const script = `#!/usr/local/bin/python${version}\nimport sys\nfrom pip._internal.cli.main import main\nsys.exit(main())\n`;
  await writeFile(join(local, 'bin/pip'), script);
  await chmod(join(local, 'bin/pip'), 0o755);
  for (const name of ['pip3', `pip${version}`]) await symlink('pip', join(local, 'bin', name));
}

/** Docker Hub's `python`. */
export const python: BaseImage = {
  references: [`python:${version}-slim-trixie`],
  top: pythonLayer,
  architectures: [amd64, arm64],
  config: {
    Env: [searchPath, ...certificateEnvironment, 'LANG=C.UTF-8', `PYTHON_VERSION=${version}`],
    Cmd: ['python3'],
  },
};
