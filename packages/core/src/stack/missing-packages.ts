import type { Service } from '../manifest/service';
import type { Problem } from '../problem/problem';
import { parsePyproject, requirementsOf } from '../python/pyproject';
import type { FoundService, SyncInput } from '../sync/input';
import { ecosystemOf, manifestFile, type Ecosystem } from './ecosystem';

const PackageJson = ['dependencies', 'devDependencies', 'optionalDependencies', 'peerDependencies'] as const;

function ofNode(text: string): readonly string[] | undefined {
  try {
    const manifest = JSON.parse(text) as Partial<Record<(typeof PackageJson)[number], object>> | null;
    return PackageJson.flatMap((kind) => Object.keys(manifest?.[kind] ?? {}));
  } catch {
    return undefined;
  }
}

function ofPython(text: string): readonly string[] | undefined {
  const parsed = parsePyproject(text, '');
  return parsed.ok ? requirementsOf(parsed.value) : undefined;
}

/** Names of all that a project depends on; undefined where its file cannot be read, which its package manager will say. */
const declared: Readonly<Record<Ecosystem, (text: string) => readonly string[] | undefined>> = {
  node: ofNode,
  python: ofPython,
};

/** The options with which a new service is like this one. */
function optionsOf({ stack, database, cache, broker, processes = [] }: Service): string {
  const chosen = Object.entries({ database, cache, broker }).filter(([, value]) => value !== 'none');
  const behind = [...chosen, ...(processes.length > 0 ? [['with', processes.join()]] : [])];
  return [['stack', stack], ...behind].map(([name, value]) => `--${name}=${value}`).join(' ');
}

/**
 * Packages that applications need for what their manifests say is behind them, and do not depend on. `nx sync` brings every
 * generated file to the manifest; the application's source is its team's, and cannot follow. Not open: there are other
 * packages for the same.
 */
export function missingPackages(
  services: readonly FoundService[],
  { standardFor, read }: Pick<SyncInput, 'standardFor' | 'read'>,
): Problem[] {
  return services.flatMap((found) => {
    const { service, directory } = found;
    const standard = standardFor(found);
    const stack = standard.ok ? standard.value.stacks.find(({ id }) => id === service.stack) : undefined;
    const needed = Object.entries(stack?.needs?.(service) ?? {});
    if (!stack || needed.length === 0) return [];
    const ecosystem = ecosystemOf(stack);
    const file = `${directory}/${manifestFile[ecosystem]}`;
    const text = read(file);
    const names = text === undefined ? undefined : declared[ecosystem](text);
    return needed
      .filter(([name]) => names !== undefined && !names.includes(name))
      .map(([name, because]) => ({
        code: 'package-missing',
        where: file,
        what: `${because} in service.yaml needs ${name}, and the application does not depend on it`,
        fix: `its source is yours, and no sync writes it: take over what a new one has (on a branch that you throw away: npx nx g @org/ci:service example ${optionsOf(service)}), or put service.yaml back`,
      }));
  });
}
