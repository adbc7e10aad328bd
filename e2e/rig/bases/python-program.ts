import { copyFile, cp, mkdir, readFile, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

export interface PythonOptions {
  /** As in `python3.13`. */
  readonly version: string;
  readonly triplet: string;
}

/** Where Debian's `sysconfig` decides for /usr/local/local/…/dist-packages. */
const scheme = { file: 'sysconfig/__init__.py', debian: "prefix_scheme = 'posix_local'", here: "prefix_scheme = 'posix_prefix'" }; // prettier-ignore
/** `site` is frozen into the interpreter, and looks into Debian's folders only: this makes it upstream's. */
const siteCustomization = `import os, site, sys

def getsitepackages(prefixes=None):
    name = 'python%d.%d' % sys.version_info[:2]
    return [os.path.join(prefix, 'lib', name, 'site-packages') for prefix in dict.fromkeys(prefixes or site.PREFIXES)]

site.getsitepackages = getsitepackages
for folder in getsitepackages():
    if os.path.isdir(folder) and folder not in sys.path:
        site.addsitedir(folder)
`;
/** Debian's marks, its hook for setuptools, and what links programs that embed Python. */
const leftOut = ['EXTERNALLY-MANAGED', '_distutils_system_mod.py', 'sitecustomize.py', 'test', 'idlelib', 'turtledemo']; // prettier-ignore

/** Debian's Python, unpacked in `from`, laid out in `root` as upstream installs it below /usr/local; bytecode is left out as in the official image. */
export async function layOutPython(from: string, root: string, options: PythonOptions): Promise<void> {
  const { version, triplet } = options;
  const name = `python${version}`;
  const local = join(root, 'usr/local');
  for (const folder of ['bin', 'lib', 'include']) await mkdir(join(local, folder), { recursive: true });
  await rename(join(from, 'usr/bin', name), join(local, 'bin', name));
  await rename(join(from, 'usr/lib', name), join(local, 'lib', name));
  await rename(join(from, 'usr/include', name), join(local, 'include', name));
  await copyFile(join(from, 'usr/include', triplet, name, 'pyconfig.h'), join(local, 'include', name, 'pyconfig.h')); // prettier-ignore
  await cp(join(from, 'usr/share/python-wheels'), join(root, 'usr/share/python-wheels'), { recursive: true });
  for (const link of ['python3', 'python']) await symlink(name, join(local, 'bin', link));
  await trimLibrary(join(local, 'lib', name));
}

async function trimLibrary(library: string): Promise<void> {
  for (const name of leftOut) await rm(join(library, name), { recursive: true, force: true });
  for (const name of await readdir(library))
    if (name.startsWith('config-')) await rm(join(library, name), { recursive: true });
  const file = join(library, scheme.file);
  const text = await readFile(file, 'utf8');
  if (!text.includes(scheme.debian)) throw new Error(`${file}: Debian's change is not where it was`);
  await writeFile(file, text.replace(scheme.debian, scheme.here));
  await writeFile(join(library, 'sitecustomize.py'), siteCustomization);
  await mkdir(join(library, 'site-packages'), { recursive: true });
}
