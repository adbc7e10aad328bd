import { applyOverrides, type OverrideScope } from '../override/apply';
import { applyStandardOverrides } from '../override/layers';
import type { Override, SourcedOverride } from '../override/override';
import type { Problem } from '../problem/problem';
import type { Standard } from '../standard/standard';
import type { ServiceInput, WorkspaceInput } from './input';
import type { RenderedFile } from './rendered-file';

/** Synthesis alone knows the artefacts; an artefact's own input has the standard's data. */
export type WithArtefacts<Input> = Input & { readonly standard: Standard };

/** Code-unit order: the same on every machine, unlike a locale's. */
const byPath = (a: RenderedFile, b: RenderedFile): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** What synthesis makes: the files, and what stands in the way of an override. */
export interface Rendered {
  /** Sorted by path. */
  readonly files: readonly RenderedFile[];
  readonly problems: readonly Problem[];
}

interface Level extends OverrideScope {
  readonly overrides: readonly SourcedOverride[] | undefined;
}

/** The later level sees what the earlier ones made, and so has the last word. */
const overridden = (standards: Rendered, levels: readonly Level[]): Rendered =>
  levels.reduce<Rendered>((before, { overrides = [], ...scope }) => {
    const { files: made, problems } = applyOverrides(before.files, overrides, scope);
    return { files: made, problems: [...before.problems, ...problems] };
  }, standards);

const sourced = (overrides: readonly Override[] | undefined, file: string): SourcedOverride[] =>
  (overrides ?? []).map((one, index) => ({ ...one, source: `${file} › overrides[${index}]` }));

const isIn = (directory: string, { file }: Override): boolean => file.startsWith(`${directory}/`);

/**
 * Every generated file of one service, with the overrides of the standard, of ci.yaml and of the service, in that order.
 * The seeded source is not among them.
 */
export function renderService(input: WithArtefacts<ServiceInput>): Rendered {
  const { standard, workspace, service, directory } = input;
  const files = standard.artefacts
    .flatMap((artefact) => (artefact.scope === 'service' ? artefact.render(input) : []))
    .sort(byPath);
  return overridden(applyStandardOverrides(files, standard.overrides ?? [], directory), [
    {
      level: 'workspace',
      directory: '',
      overrides: sourced(workspace.overrides, 'ci.yaml').filter((one) => isIn(directory, one)),
    },
    { level: 'service', directory, overrides: sourced(service.overrides, `${directory}/service.yaml`) },
  ]);
}

/** Every generated file of the workspace, with the overrides of the standard and of ci.yaml, in that order. */
export function renderWorkspace(input: WithArtefacts<WorkspaceInput>): Rendered {
  const { standard, workspace, services } = input;
  const files = standard.artefacts
    .flatMap((artefact) => (artefact.scope === 'workspace' ? artefact.render(input) : []))
    .sort(byPath);
  const own = sourced(workspace.overrides, 'ci.yaml').filter(
    (one) => !services.some(({ directory }) => isIn(directory, one)),
  );
  return overridden(applyStandardOverrides(files, standard.overrides ?? [], ''), [
    { level: 'workspace', directory: '', overrides: own },
  ]);
}

/** The files of renderService alone. */
export const synthService = (input: WithArtefacts<ServiceInput>): readonly RenderedFile[] =>
  renderService(input).files;

/** The files of renderWorkspace alone. */
export const synthWorkspace = (input: WithArtefacts<WorkspaceInput>): readonly RenderedFile[] =>
  renderWorkspace(input).files;
