import { parseJson, type Tree } from '@nx/devkit';

interface TsConfig {
  readonly compilerOptions?: { readonly customConditions?: unknown };
}

const isCondition = (value: unknown): value is string =>
  typeof value === 'string' && /^[@\w./-]+$/.test(value);

/** Conditions under which the workspace's libraries export their sources; none where there is no such file. */
export function readCustomConditions(tree: Tree): string[] {
  const text = tree.read('tsconfig.base.json', 'utf8');
  if (text === null) return [];
  const { customConditions } = parseJson<TsConfig>(text).compilerOptions ?? {};
  return Array.isArray(customConditions) ? customConditions.filter(isCondition) : [];
}
