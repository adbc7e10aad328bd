import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { openApt } from '../rig/debian/apt.js';
import { unpack } from '../rig/debian/unpack.js';
import { cached } from '../rig/os/cache.js';
import { native } from '../rig/os/platform.js';

/** Folder with Debian's kustomize, unpacked. */
export function kustomizeProgram(): Promise<string> {
  return cached('judges-kustomize', { package: 'kustomize/forky', arch: native.oci }, async (draft) => {
    const archives = join(draft, 'archives');
    await mkdir(archives);
    await (await openApt(['forky', 'bookworm'], native.oci)).download(['kustomize/forky'], archives);
    await unpack(
      (await readdir(archives)).map((file) => join(archives, file)),
      draft,
    );
    await rm(archives, { recursive: true });
  });
}
