import {
  applyOverrides,
  renderService,
  renderWorkspace,
  synthService,
  synthWorkspace,
  type Overridden,
  type Problem,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';

type Example = WithArtefacts<WorkspaceInput>;

/** Each folder's files as the artefacts make them, with the standard's overrides. */
function outcomes(input: Example): Overridden[] {
  const { standard } = input;
  const overrides = standard.overrides ?? [];
  const bare = { ...input, standard: { ...standard, overrides: [] } };
  const level = 'standard';
  return [
    ...input.services.map((placed) =>
      applyOverrides(synthService({ ...bare, ...placed }), overrides, { level, directory: placed.directory }),
    ),
    applyOverrides(synthWorkspace(bare), overrides, { level, directory: '' }),
  ];
}

/** Overrides that cannot be applied, and those that change nothing of any stack: a workspace is not told of them. */
export function overrideProblems(input: Example): Problem[] {
  const applied = outcomes(input).map((outcome) => outcome.applied);
  const dead = (input.standard.overrides ?? []).filter((one) => !applied.some((all) => all.has(one)));
  return [
    ...input.services.flatMap((placed) => renderService({ ...input, ...placed }).problems),
    ...renderWorkspace(input).problems,
    ...dead.map(({ source, file, at }) => ({
      code: 'override-dead',
      where: `${source} › overrides › ${file} › ${at}`,
      what: 'matches nothing that any stack or artefact renders',
      fix: 'correct file or address: test/goldens has what is rendered; or remove it',
    })),
  ];
}
