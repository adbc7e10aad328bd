import { defineArtefact, type WorkspaceArtefact } from '@org/ci-core';
import { formatWorkspaceCompose } from './file';

/**
 * The whole workspace on one machine: every service as production runs it, in the order in which they need each other.
 * Where no service needs another there is none: each has its own, and branches that add services share no file.
 */
export const workspaceCompose: WorkspaceArtefact = defineArtefact({
  id: 'workspace-compose',
  scope: 'workspace',
  render: (input) => {
    // an adopted program's image needs what its own build has made before: compose cannot see to that
    const services = input.services.filter(({ service }) => service.application === undefined);
    if (!services.some(({ service }) => service.dependsOn)) return [];
    const text = formatWorkspaceCompose({ ...input, services });
    return [{ path: 'compose.yaml', text, ownership: 'merged' }];
  },
});
