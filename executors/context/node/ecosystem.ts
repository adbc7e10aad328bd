import { unwrap } from '@org/ci-core';
import type { Packages } from '../packages';
import { lockFile, pruneLock } from './lock';
import { pruningOf, readRoot } from './root';
import { importedPackages, shippedSources } from './shipped';

/** npm and pnpm, whichever ci.yaml names. */
export const node: Packages = {
  lockFile: ({ workspace }) => lockFile[workspace.packageManager],
  readRoot,
  // a bundler takes what the source imports, also where a package.json has it for development
  async productionLock(service, context) {
    const { root, workspace, directory } = service;
    const shipped = importedPackages(root, shippedSources(context, directory));
    const { text } = unwrap(
      await pruneLock(root, workspace.packageManager, { ...pruningOf(service), shipped }),
    );
    return { file: lockFile[workspace.packageManager], text };
  },
};
