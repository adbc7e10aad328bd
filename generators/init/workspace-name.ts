import { Name } from '@org/ci-core';

/** Last parts that say nothing: Nx calls new workspaces `@acme/source`. */
const says = (part: string): boolean => !['source', 'root', 'workspace', 'monorepo'].includes(part);

const dashed = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');

/**
 * What a workspace is called: `shop` and `@acme/shop` → shop, `@acme/source` → acme. Undefined where no part of the name
 * in package.json is one.
 */
export function workspaceName(packageName: unknown): string | undefined {
  if (typeof packageName !== 'string') return undefined;
  const parts = packageName.split('/').toReversed().map(dashed);
  const candidates = [...parts.filter(says), ...parts];
  return candidates.find((part) => Name.safeParse(part).success);
}
