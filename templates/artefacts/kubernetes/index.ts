import { defineArtefact, type RenderedFile, type ServiceArtefact } from '@org/ci-core';
import { baseFiles } from './base';
import { overlayFiles } from './overlay';

const filesIn = (folder: string, files: Record<string, string>): RenderedFile[] =>
  Object.entries(files).map(([name, text]) => ({ path: `${folder}/${name}`, text, ownership: 'merged' }));

/** Kustomize: one base, and per environment an overlay with its replicas, digest and hosts. */
export const kubernetes: ServiceArtefact = defineArtefact({
  id: 'kubernetes',
  scope: 'service',
  render: (input) => [
    ...filesIn(`${input.directory}/k8s/base`, baseFiles(input)),
    ...input.workspace.environments.flatMap((environment) =>
      filesIn(`${input.directory}/k8s/overlays/${environment.name}`, overlayFiles(input, environment)),
    ),
  ],
});
