/** One part of the whole test run. A part that cannot run has failed: nothing is skipped silently. */
export interface Part {
  readonly id: string;
  readonly what: string;
  readonly needs: 'nothing' | 'rig';
  readonly command: readonly [string, ...string[]];
  /** Part of `--only unit` and friends. */
  readonly quick: boolean;
}

/** Vitest's JSON report of a part. */
export const reportFile = (id: string): string => `tmp/suite/${id}.json`;

const vitest = (project: string, ...more: string[]): readonly [string, ...string[]] => [
  'npx',
  'vitest',
  'run',
  '--project',
  project,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${reportFile(project)}`,
  ...more,
];

/** In the order in which they run: what fails soonest and cheapest comes first. */
export const parts: readonly Part[] = [
  {
    id: 'typecheck',
    what: 'TypeScript, strict, specs included',
    needs: 'nothing',
    command: ['npx', 'tsc', '-p', 'tsconfig.check.json'],
    quick: true,
  },
  { id: 'lint', what: 'ESLint, type-aware', needs: 'nothing', command: ['npx', 'eslint', '.'], quick: true },
  {
    id: 'format',
    what: 'Prettier',
    needs: 'nothing',
    command: ['npx', 'prettier', '--check', '--log-level=warn', '.'],
    quick: true,
  },
  {
    id: 'unit',
    what: 'unit and contract tests: no process, no network',
    needs: 'nothing',
    command: vitest('unit'),
    quick: true,
  },
  { id: 'itg', what: 'integration: one real part each', needs: 'rig', command: vitest('itg'), quick: false },
  { id: 'e2e', what: 'end to end from packed packages', needs: 'rig', command: vitest('e2e'), quick: false },
];
