import { ProblemError, type RenderedFile } from '@org/ci-core';
import type { ServiceName } from './name';

interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** What a package.json asks for. */
function askedFor(text: string): string[] {
  const { dependencies, devDependencies } = JSON.parse(text) as Manifest;
  return Object.keys({ ...dependencies, ...devDependencies });
}

/**
 * Refuses the name of a package that the new service's own source needs: as a member of the workspace it would stand in
 * that package's place.
 * @throws ProblemError code service-name
 */
export function refuseOwnName(seeded: readonly RenderedFile[], { name, packageName }: ServiceName): void {
  const isNeeded = seeded.some(
    ({ path, text }) => path.endsWith('/package.json') && askedFor(text).includes(packageName),
  );
  if (!isNeeded) return;
  throw new ProblemError({
    code: 'service-name',
    where: '--name',
    what: `${packageName} is a package that services of this stack are made with`,
    fix: `choose another name, e.g. ${name}-api`,
  });
}
