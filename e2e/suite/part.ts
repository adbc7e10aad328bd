/** One part of the whole test run. A part that cannot run has failed: nothing is skipped silently. */
export interface Part {
  readonly id: string;
  readonly what: string;
  readonly needs: 'nothing' | 'rig';
  readonly command: readonly [string, ...string[]];
  /** Part of `--only unit` and friends. */
  readonly quick: boolean;
  /** Runs beside the others that do, before the rest; what it prints is shown when it has ended. */
  readonly concurrent?: boolean;
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

/** What fails soonest and cheapest comes first: those that run beside each other, then the others in this order. */
export const parts: readonly Part[] = [
  {
    id: 'typecheck',
    what: 'TypeScript, strict, specs included',
    needs: 'nothing',
    command: ['npx', 'tsc', '-p', 'tsconfig.check.json'],
    quick: true,
    concurrent: true,
  },
  {
    id: 'lint',
    what: 'ESLint, type-aware',
    needs: 'nothing',
    command: ['npx', 'eslint', '.'],
    quick: true,
    concurrent: true,
  },
  {
    id: 'format',
    what: 'Prettier',
    needs: 'nothing',
    command: ['npx', 'prettier', '--check', '--log-level=warn', '.'],
    quick: true,
    concurrent: true,
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
