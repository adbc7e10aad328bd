import type { Tree } from '@nx/devkit';
import { lockedServices, type Problem } from '@org/ci-core';
import type { FoundServices } from '../workspace/manifests';
import { lockOf } from './migrate';

/** Folder of the manifest that a problem is about: `apps/orders/service.yaml › port`. */
const folderOf = ({ where }: Problem): string => where.replace(/service\.yaml\b.*$/s, '');

/**
 * Services of a standard whose manifest cannot be read, with what is wrong there. Their locks tell what they are called:
 * they fail by that name, and stop nobody.
 */
export function unreadableServices(
  tree: Tree,
  { services, problems }: FoundServices,
  standard: string,
): ReadonlyMap<string, readonly Problem[]> {
  if (problems.length === 0) return new Map();
  const found = new Set(services.map(({ service }) => service.name));
  const missing = lockedServices(tree.children('.ci/lock')).filter((name) => !found.has(name));
  const entries = missing.flatMap((name): [string, readonly Problem[]][] => {
    const lock = lockOf(tree, name);
    if (lock?.standard.name !== standard) return [];
    const paths = Object.keys(lock.files);
    const own = problems.filter((one) => paths.some((path) => path.startsWith(folderOf(one))));
    return own.length > 0 ? [[name, own]] : [];
  });
  return new Map(entries);
}
