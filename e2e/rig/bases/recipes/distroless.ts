import { chmod, chown, cp, mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseUris } from '../../debian/archive.js';
import { unpack } from '../../debian/unpack.js';
import { exec } from '../../os/exec.js';
import { amd64, arm64 } from '../../os/platform.js';
import { certificateFile } from '../certificates.js';
import { searchPath, type BaseImage } from '../image.js';
import type { Kit, Layer } from '../layer.js';
import { nodeProgram } from '../node-program.js';

const packages = ['base-files', 'netbase', 'tzdata', 'libc6', 'libgcc-s1', 'libstdc++6'];
const leftOut = ['doc/*/changelog*', 'man/*', 'info/*', 'lintian/*', 'zoneinfo/right/*'].map((glob) => `./usr/share/${glob}`); // prettier-ignore
const passwd = `root:x:0:0:root:/root:/sbin/nologin
nobody:x:65534:65534:nobody:/nonexistent:/sbin/nologin
nonroot:x:65532:65532:nonroot:/home/nonroot:/sbin/nologin
`;
const group = 'root:x:0:\nnobody:x:65534:\ntty:x:5:\nstaff:x:50:\nnonroot:x:65532:\n';

/** No shell, no package manager: a C library, time zones, certificates and node. */
const distrolessLayer: Layer = {
  name: 'distroless-nodejs24',
  recipe: import.meta.url,
  async fill(root, kit) {
    const archives = await fetchPackages(kit);
    await unpack(archives, root, [...leftOut, './usr/lib/*/gconv/*']);
    await describePackages(root, archives);
    for (const folder of ['etc/ssl/certs', 'home/nonroot', 'nodejs/bin'])
      await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, certificateFile), kit.certificates);
    await writeFile(join(root, 'etc/passwd'), passwd);
    await writeFile(join(root, 'etc/group'), group);
    await cp(join(await nodeProgram(kit.arch), 'bin/node'), join(root, 'nodejs/bin/node'));
    await chmod(join(root, 'nodejs/bin/node'), 0o755);
    for (const name of await readdir(join(root, 'usr/sbin'))) await rm(join(root, 'usr/sbin', name));
    await chmod(join(root, 'tmp'), 0o1777);
    await chown(join(root, 'home/nonroot'), 65532, 65532);
    await chmod(join(root, 'home/nonroot'), 0o700);
  },
};

/** Exactly these, without what they depend on. */
async function fetchPackages({ apt }: Kit): Promise<string[]> {
  const uris = await apt.run('apt-get', ['download', '--print-uris', ...packages]);
  return apt.fetch(parseUris(uris));
}

/** One file per package, as distroless has them: scanners read them. */
async function describePackages(root: string, archives: readonly string[]): Promise<void> {
  const folder = join(root, 'var/lib/dpkg/status.d');
  await mkdir(folder, { recursive: true });
  for (const archive of archives) {
    const name = basename(archive).split('_', 1)[0] ?? '';
    await writeFile(join(folder, name), `${await exec('dpkg-deb', ['-f', archive])}\n`);
  }
}

export const distroless: BaseImage = {
  references: ['gcr.io/distroless/nodejs24-debian13:nonroot'],
  top: distrolessLayer,
  architectures: [amd64, arm64],
  config: {
    User: '65532',
    WorkingDir: '/home/nonroot',
    Env: [`${searchPath}:/nodejs/bin`, `SSL_CERT_FILE=/${certificateFile}`],
    Entrypoint: ['/nodejs/bin/node'],
  },
};
