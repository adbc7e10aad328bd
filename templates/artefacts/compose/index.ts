import { defineArtefact, type RenderedFile, type ServiceArtefact, type ServiceInput } from '@org/ci-core';
import { configurationOf } from '../backing';
import { configurationFolder } from './application';
import { formatOverride } from './development';
import { formatCompose } from './files';
import { formatTest } from './suite';

const file = ({ directory }: ServiceInput, name: string, text: string): RenderedFile => ({
  path: `${directory}/${name}`,
  text,
  ownership: 'merged',
});

/** What a program reads when it runs: on this machine from a folder that is mounted. */
const configured = (input: ServiceInput): RenderedFile[] =>
  Object.entries(configurationOf(input, undefined)?.files ?? {}).map(([name, text]) =>
    file(input, `${configurationFolder}/${name}`, text),
  );

/** The service on one machine: as production runs it, in development, and under its tests. */
export const compose: ServiceArtefact = defineArtefact({
  id: 'compose',
  scope: 'service',
  render: (input) => [
    file(input, 'compose.yaml', formatCompose(input)),
    ...configured(input),
    ...(input.stack.development
      ? [
          file(input, 'compose.override.yaml', formatOverride(input, input.stack.development(input))),
          file(input, 'compose.test.yaml', formatTest(input)),
        ]
      : []),
  ],
});
