import type { ServiceInput, WorkspaceInput } from '../synthesis/input';
import type { RenderedFile } from '../synthesis/rendered-file';

/** A kind of generated file of a service. One folder under templates/artefacts. */
export interface ServiceArtefact {
  readonly id: string;
  readonly scope: 'service';
  render(input: ServiceInput): readonly RenderedFile[];
}

/** A kind of generated file of the workspace. */
export interface WorkspaceArtefact {
  readonly id: string;
  readonly scope: 'workspace';
  render(input: WorkspaceInput): readonly RenderedFile[];
}

export type Artefact = ServiceArtefact | WorkspaceArtefact;

/** Types an artefact; the contract test in @org/ci-templates judges it. */
export const defineArtefact = <A extends Artefact>(artefact: A): A => artefact;
