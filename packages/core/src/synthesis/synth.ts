import type { Standard } from '../standard/standard';
import type { ServiceInput, WorkspaceInput } from './input';
import type { RenderedFile } from './rendered-file';

/** Synthesis alone knows the artefacts; an artefact's own input has the standard's data. */
export type WithArtefacts<Input> = Input & { readonly standard: Standard };

/** Code-unit order: the same on every machine, unlike a locale's. */
const byPath = (a: RenderedFile, b: RenderedFile): number => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0);

/** Every generated file of one service, sorted by path. The seeded source is not among them. */
export function synthService(input: WithArtefacts<ServiceInput>): RenderedFile[] {
  return input.standard.artefacts
    .flatMap((artefact) => (artefact.scope === 'service' ? artefact.render(input) : []))
    .sort(byPath);
}

/** Every generated file of the workspace, sorted by path. */
export function synthWorkspace(input: WithArtefacts<WorkspaceInput>): RenderedFile[] {
  return input.standard.artefacts
    .flatMap((artefact) => (artefact.scope === 'workspace' ? artefact.render(input) : []))
    .sort(byPath);
}
