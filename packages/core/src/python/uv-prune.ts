import type { UvLock, UvPackage } from './uv-lock';

/** Tables of the header that speak of the root's own development groups: a narrowed root has none. */
const ofRoot = /^\[+manifest\.(dependency-groups|group-requires-python)\b/;

const table = (members: readonly string[]): string =>
  `members = [\n${[...members]
    .sort()
    .map((name) => `    "${name}",\n`)
    .join('')}]\n`;

const members = /^members = \[[^\]]*\]\n/m;

/** The header for other members; without its members where none are given. */
export function narrowUvHeader(header: string, names: readonly string[]): string {
  const sections = header.split(/^(?=\[)/m).filter((section) => !ofRoot.test(section));
  return sections
    .map((section) =>
      section.startsWith('[manifest]')
        ? section.replace(members, names.length > 0 ? table(names) : '')
        : section,
    )
    .join('');
}

const withPython = (header: string, requiresPython: string | undefined): string =>
  requiresPython === undefined
    ? header
    : header.replace(/^requires-python = .*$/m, `requires-python = ${JSON.stringify(requiresPython)}`);

export interface UvPruning {
  /** Those that stay, in the lock file's order; their text stays as it is. */
  readonly packages: readonly UvPackage[];
  /** Names of the members among them, as the header lists them. */
  readonly members: readonly string[];
  /** What these members ask for together: uv takes a lock file for outdated that says something else. */
  readonly requiresPython?: string | undefined;
}

/** Text of a uv.lock that has these packages only: what uv installs from it is what it was before. */
export function pruneUvLock({ header }: UvLock, { packages, members, requiresPython }: UvPruning): string {
  const texts = packages.map(({ text }) => text);
  const narrowed = withPython(narrowUvHeader(header, members), requiresPython);
  return `${[narrowed, ...texts].join('').trimEnd()}\n`;
}
