import type { FileOwners } from '../manifest/file-owners';
import type { Override } from '../override/override';
import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import { ejectedFiles, inDirectory, type Ejection } from './ejection';

export interface EjectionInput {
  readonly manifest: {
    readonly files?: FileOwners | undefined;
    readonly overrides?: readonly Override[] | undefined;
  };
  /** Folder of the manifest, from the workspace's root; empty: ci.yaml's. */
  readonly directory: string;
  /** Name of the service, or `ci`. */
  readonly service: string;
  /** Paths of generated files, from the workspace's root. */
  readonly rendered: readonly string[];
  /** Version of the standard that the file is left at. */
  readonly since?: (path: string) => string | undefined;
  /** Calendar date (UTC), 2027-01-31. */
  readonly today: string;
}

export interface EjectionFinding extends Problem {
  readonly code: 'ejected' | 'ejected-expired' | 'eject-dead' | 'override-dead';
  readonly service: string;
  /** File that it is about, from the workspace's root. */
  readonly path: string;
}

const takeBack = (service: string, file: string): string =>
  `npx nx g @org/ci:own ${service} --file=${file} --owner=standard`;

function standing(path: string, { reason, until }: Ejection, input: EjectionInput): EjectionFinding {
  const { service, today, directory } = input;
  const file = directory === '' ? path : path.slice(directory.length + 1);
  const since = input.since?.(path);
  const from = since === undefined ? '' : ` since version ${since} of the standard`;
  const isExpired = until !== undefined && until < today;
  const end = until === undefined ? '' : isExpired ? `; that was to end on ${until}` : ` until ${until}`;
  return {
    code: isExpired ? 'ejected-expired' : 'ejected',
    where: path,
    service,
    path,
    what: `is yours${from}, and not generated: ${reason}${end}`,
    fix: isExpired
      ? `take it back: ${takeBack(service, file)}, or give it another date`
      : `to have it generated again: ${takeBack(service, file)}`,
  };
}

/** What is to be known of the files that a manifest takes out of the standard's hands. */
export function ejectionFindings(input: EjectionInput): EjectionFinding[] {
  const { manifest, directory, service, rendered } = input;
  const source = inDirectory(directory, directory === '' ? 'ci.yaml' : 'service.yaml');
  const ejected = ejectedFiles(manifest, directory);
  const known = rendered.map((path) => (directory === '' ? path : path.slice(directory.length + 1)));
  const dead = Object.keys(manifest.files ?? {})
    .filter((file) => !rendered.includes(inDirectory(directory, file)))
    .map((file): EjectionFinding => ({
      code: 'eject-dead',
      where: `${source} › files.${file}`,
      service,
      path: source,
      what: `${file} is not generated: there is nothing to own`,
      fix: suggest(file, known),
    }));
  const vain = (manifest.overrides ?? []).flatMap(({ file }, index): EjectionFinding[] =>
    ejected.has(inDirectory(directory, file))
      ? [
          {
            code: 'override-dead',
            where: `${source} › overrides[${index}]`,
            service,
            path: source,
            what: `${file} is yours (files): nothing is generated that could be overridden`,
            fix: 'edit the file, and remove the override',
          },
        ]
      : [],
  );
  const standings = [...ejected].filter(([path]) => rendered.includes(path));
  return [...dead, ...vain, ...standings.map(([path, ejection]) => standing(path, ejection, input))];
}
