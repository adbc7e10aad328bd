import { pruneUvLock, reachUv, shipped, uvLockFile, type UvPackage } from '@org/ci-core';
import type { LockText, Placed } from '../packages';
import { readUvWorkspace } from './workspace';

/** Tables of a package that say what else it could be installed with. */
const notShipped = /^\[package\.(dev-dependencies|metadata)\b/;

const withoutTables = ({ text, folder }: UvPackage): string =>
  folder === undefined
    ? text
    : text
        .split(/^(?=\[package\.)/m)
        .filter((part) => !notShipped.test(part))
        .join('');

/** Scanners find a project in its lock file by where it is: at the root. */
const asRoot = (text: string): string => text.replace(/^source = .*$/m, 'source = { virtual = "." }');

/**
 * The lock file of a service alone: what is installed with it where it runs, without development groups, and itself at
 * the root.
 */
export async function readProductionLock(placed: Placed): Promise<LockText> {
  const { lock, service } = await readUvWorkspace(placed);
  const packages = reachUv(lock, [service], shipped).map((one) => {
    const text = withoutTables(one);
    return { ...one, text: one === service ? asRoot(text) : text };
  });
  return { file: uvLockFile, text: pruneUvLock(lock, { packages, members: [] }) };
}
