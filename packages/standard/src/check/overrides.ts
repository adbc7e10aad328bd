import { posix } from 'node:path';
import {
  applyOverrides,
  applyStandardOverrides,
  isCovered,
  renderService,
  renderWorkspace,
  synthService,
  synthWorkspace,
  type Overridden,
  type Problem,
  type RenderedFile,
  type SourcedOverride,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';

type Example = WithArtefacts<WorkspaceInput>;

interface Outcome extends Overridden {
  /** Folder that files are named from. */
  readonly directory: string;
}

/** Each folder's files as the artefacts make them, with the standard's overrides. */
function outcomes(input: Example): Outcome[] {
  const { standard } = input;
  const overrides = standard.overrides ?? [];
  const bare = { ...input, standard: { ...standard, overrides: [] } };
  const apply = (files: readonly RenderedFile[], directory: string): Outcome => ({
    ...applyStandardOverrides(files, overrides, directory),
    directory,
  });
  return [
    ...input.services.map((placed) => apply(synthService({ ...bare, ...placed }), placed.directory)),
    apply(synthWorkspace(bare), ''),
  ];
}

/** What a service of the standard would be told of the override, where one has its file. */
function reasonOf(one: SourcedOverride, all: readonly Outcome[]): Pick<Problem, 'what' | 'fix'> {
  const said = all.flatMap(({ files, directory }) =>
    files.some(({ path }) => isCovered(one.file, posix.relative(directory, path)))
      ? applyOverrides(files, [one], { level: 'service', directory }).problems
      : [],
  );
  const [first] = said;
  const fix = 'correct file or address: test/goldens has what is rendered; or remove it';
  return first
    ? { what: `matches nothing: ${first.what}`, fix: `${first.fix}; ${fix}` }
    : { what: 'matches nothing that any stack or artefact renders', fix };
}

/** Overrides that cannot be applied, and those that change nothing of any stack: a workspace is not told of them. */
export function overrideProblems(input: Example): Problem[] {
  const all = outcomes(input);
  const dead = (input.standard.overrides ?? []).filter((one) => !all.some(({ applied }) => applied.has(one)));
  return [
    ...input.services.flatMap((placed) => renderService({ ...input, ...placed }).problems),
    ...renderWorkspace(input).problems,
    ...dead.map((one) => ({
      code: 'override-dead',
      where: `${one.source} › overrides › ${one.file} › ${one.at}`,
      ...reasonOf(one, all),
    })),
  ];
}
