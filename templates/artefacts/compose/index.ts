import { defineArtefact, type ServiceArtefact } from '@org/ci-core';
import { formatCompose, formatOverride, formatTest } from './files';

/** The service on one machine: as production runs it, in development, and under its tests. */
export const compose: ServiceArtefact = defineArtefact({
  id: 'compose',
  scope: 'service',
  render: (input) => [
    { path: `${input.directory}/compose.yaml`, text: formatCompose(input), ownership: 'merged' },
    { path: `${input.directory}/compose.override.yaml`, text: formatOverride(input), ownership: 'merged' },
    { path: `${input.directory}/compose.test.yaml`, text: formatTest(input), ownership: 'merged' },
  ],
});
