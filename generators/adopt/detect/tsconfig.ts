import { posix } from 'node:path';
import { parseLoose, type Project } from '../project';

interface TsConfig {
  readonly extends?: unknown;
  readonly compilerOptions?: { readonly outDir?: unknown; readonly rootDir?: unknown };
}

export interface TsOutput {
  /** From the workspace's root. */
  readonly outDir?: string;
  readonly rootDir?: string;
}

const inside = (file: string, value: unknown): string | undefined =>
  typeof value === 'string'
    ? posix.normalize(posix.join(posix.dirname(file), value)).replace(/\/$/, '')
    : undefined;

/** Where a tsconfig.json (path from the root) lets the compiler write; what it extends counts, as far as it is a file. */
export function readTsConfig(project: Project, file: string, depth = 0): TsOutput {
  const config = parseLoose(project.read(file)) as TsConfig | undefined;
  if (config === undefined || depth > 5) return {};
  const parents = [config.extends]
    .flat()
    .filter((one): one is string => typeof one === 'string' && one.startsWith('.'));
  const inherited = parents.map((parent) => {
    const path = inside(file, parent) ?? '';
    return readTsConfig(project, path.endsWith('.json') ? path : `${path}.json`, depth + 1);
  });
  const outDir = inside(file, config.compilerOptions?.outDir);
  const rootDir = inside(file, config.compilerOptions?.rootDir);
  return Object.assign({}, ...inherited, outDir && { outDir }, rootDir && { rootDir }) as TsOutput;
}
