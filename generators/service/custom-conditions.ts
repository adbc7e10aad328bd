import type { Tree } from '@nx/devkit';
import { parseJson } from '../workspace/nx';

interface TsConfig {
  readonly compilerOptions?: { readonly customConditions?: unknown };
}

const isCondition = (value: unknown): value is string =>
  typeof value === 'string' && /^[@\w./-]+$/.test(value);

/** What `nx g @nx/js:lib` will call the condition where no library has come yet: the root package's name. */
function conditionToCome(tree: Tree): string[] {
  const { name } = parseJson<{ readonly name?: unknown }>(tree.read('package.json', 'utf8') ?? '{}');
  return isCondition(name) ? [name] : [];
}

/** Conditions under which the workspace's libraries export their sources, those of later libraries included. */
export function readCustomConditions(tree: Tree): string[] {
  const text = tree.read('tsconfig.base.json', 'utf8');
  if (text === null) return conditionToCome(tree);
  const { customConditions } = parseJson<TsConfig>(text).compilerOptions ?? {};
  return Array.isArray(customConditions) ? customConditions.filter(isCondition) : conditionToCome(tree);
}
