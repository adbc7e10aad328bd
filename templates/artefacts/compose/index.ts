import { defineArtefact, type RenderedFile, type ServiceArtefact, type ServiceInput } from '@org/ci-core';
import { formatCompose, formatOverride, formatTest } from './files';

const file = ({ directory }: ServiceInput, name: string, text: string): RenderedFile => ({
  path: `${directory}/${name}`,
  text,
  ownership: 'merged',
});

/** The service on one machine: as production runs it, in development, and under its tests. */
export const compose: ServiceArtefact = defineArtefact({
  id: 'compose',
  scope: 'service',
  render: (input) => [
    file(input, 'compose.yaml', formatCompose(input)),
    ...(input.stack.development
      ? [
          file(input, 'compose.override.yaml', formatOverride(input, input.stack.development(input))),
          file(input, 'compose.test.yaml', formatTest(input)),
        ]
      : []),
  ],
});
