import { existsSync } from 'node:fs';
import { join } from 'node:path';
import {
  ProblemError,
  synthService,
  synthWorkspace,
  type Problem,
  type RenderedFile,
  type Standard,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';
import { contractProblems, exampleWorkspace } from '@org/ci-templates';
import { goldenProblems, writeGoldens } from './goldens';
import { overrideProblems } from './overrides';
import { pinProblems } from './pins';
import { versionProblems } from './versions';

export interface CheckOptions {
  /** The package's own folder, absolute. */
  readonly folder: string;
  /** Folder of the goldens below it. */
  readonly goldens?: string;
  /** Write the goldens instead of comparing them; otherwise the environment's UPDATE_GOLDENS says so. */
  readonly update?: boolean;
  /** Actions and hooks that are named by tag alone, because workspaces resolve them into .ci/pins.json. */
  readonly tags?: readonly string[];
}

const managers = ['npm', 'pnpm'] as const;
type Example = WithArtefacts<WorkspaceInput>;

const example = (standard: Standard, packageManager: (typeof managers)[number]): Example => {
  const { environments } = standard;
  return exampleWorkspace(standard, { packageManager, environments });
};

/** What the example workspace gets: one service per stack and database that the standard allows. */
const render = (input: Example): RenderedFile[] => [
  ...input.services.flatMap((placed) => synthService({ ...input, ...placed })),
  ...synthWorkspace(input),
];

/** An error of a template is a problem like others: the rest is checked all the same. */
function attempt(where: string, work: () => readonly Problem[]): readonly Problem[] {
  try {
    return work();
  } catch (error) {
    if (error instanceof ProblemError) return error.problems;
    const what = `does not render: ${error instanceof Error ? error.message : String(error)}`;
    return [
      { code: 'contract', where, what, fix: 'correct the stack or artefact; the stack trace is above' },
    ];
  }
}

function goldens(
  standard: Standard,
  { folder, goldens = 'test/goldens', update }: CheckOptions,
): readonly Problem[] {
  const place = join(folder, goldens);
  const rendered = render(example(standard, 'npm'));
  // the first run of a new package writes them; in CI, goldens that nobody committed are missing
  const isFirst = !existsSync(place) && !process.env.CI;
  if (!isFirst && !(update ?? process.env.UPDATE_GOLDENS === '1'))
    return goldenProblems(rendered, place, standard.name);
  writeGoldens(rendered, place);
  return [];
}

/** Everything that is wrong with a standard as a package. */
export const standardProblems = (standard: Standard, options: CheckOptions): Problem[] => [
  ...managers.flatMap((manager) =>
    attempt(`${standard.name} with ${manager}`, () => contractProblems(example(standard, manager))),
  ),
  ...attempt(standard.name, () => overrideProblems(example(standard, 'npm'))),
  ...pinProblems(standard, options.tags ?? []),
  ...attempt(standard.name, () => goldens(standard, options)),
  ...versionProblems(options.folder, standard.version),
];

/**
 * The test of a standard's package: every stack and artefact keeps its contract, every action and hook is pinned to a
 * commit, what is rendered is what the goldens say, and every version has its changelog and its migration.
 * @throws ProblemError with everything that is wrong
 */
export function checkStandard(standard: Standard, options: CheckOptions): void {
  const problems = standardProblems(standard, options);
  if (problems.length > 0) throw new ProblemError(problems);
}

/**
 * A version that may be released: its changelog and its migration are written.
 * @param folder that of the package
 * @throws ProblemError with what is not
 */
export function checkVersion(folder: string, version: string): void {
  const problems = versionProblems(folder, version);
  if (problems.length > 0) throw new ProblemError(problems);
}
