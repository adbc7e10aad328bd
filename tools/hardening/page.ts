import { format } from 'prettier';
import { examples } from './examples';
import { pointsOf, type Point } from './points';
import { reasonOf } from './reasons';
import type { Held } from './rule';

const signs = new Map<Held, string>([
  [true, 'yes'],
  [false, '**no**'],
  ['not applicable', '–'],
]);
const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
const stacksOf = (points: readonly Point[]): string[] => [...(points[0]?.held.keys() ?? [])];

const table = (points: readonly Point[]): string[] => [
  row(['', 'Point', ...stacksOf(points), 'Guarded by']),
  row(['', '', ...stacksOf(points), ''].map(() => '---')),
  ...points.map(({ id, title, held, guards }) =>
    row([id, title, ...[...held.values()].map((one) => signs.get(one) ?? ''), guards.join('; ') || '–']),
  ),
];

const counted = (points: readonly Point[], stack: string, wanted: Held): string =>
  String(points.filter(({ held }) => held.get(stack) === wanted).length);

const counts = (points: readonly Point[]): string[] => [
  row(['Stack', 'met', 'not met', 'not applicable']),
  row(['---', '---', '---', '---']),
  ...stacksOf(points).map((stack) =>
    row([stack, ...([true, false, 'not applicable'] as const).map((held) => counted(points, stack, held))]),
  ),
];

const reasonsFor = (points: readonly Point[], wanted: Held): string[] =>
  points.flatMap(({ id, held }) =>
    [...held]
      .filter(([, one]) => one === wanted)
      .map(([stack, one]) => `- ${id}, ${stack}: ${reasonOf(id, stack, one) ?? ''}`),
  );

const kind = (points: readonly Point[], letter: string): Point[] =>
  points.filter(({ id }) => id.startsWith(letter));

/** docs/hardening.md: what the rendered files of the example services show, and what tests show by running them. */
export function hardeningPage(): Promise<string> {
  const points = pointsOf(examples());
  const lines = [
    ...[
      '# How hard the output is',
      '',
      'Generated from the rules of tools/hardening (`npm run schemas`).',
      '',
    ],
    'Each point is a predicate over the files that are rendered for example services: with npm and with pnpm, with and without a database, caches, brokers and processes. A point is met by a stack where it holds for all of them. For every point that is met there are mutations, which delete the property at each place where it stands: the rule has to go red at every one. What no text shows is proven by a test that runs the image; its title is given.',
    '',
    ...counts(points),
    ...['', '## Dockerfile', '', ...table(kind(points, 'D'))],
    ...['', '## Compose', '', ...table(kind(points, 'C'))],
    ...['', '## Not met', '', ...reasonsFor(points, false)],
    ...['', '## Not applicable', '', ...reasonsFor(points, 'not applicable')],
    ...['', '## What the points do not say', ''],
    '- pnpm and uv themselves are installed by exact version, without a hash; what they install is held against the lock file (D10).',
    '- Images have no label of their version or commit, which would give an unchanged service another digest: tags and provenance have them (D27).',
    '- The one-shot container that makes passwords is root, by number, without capabilities and without network (C12).',
    '',
  ];
  return format(lines.join('\n'), { parser: 'markdown', printWidth: 110 });
}
