import { defineArtefact, type ServiceArtefact } from '@org/ci-core';

/** The stack's Dockerfile, and the allow-list of what its context holds (BuildKit reads the ignore file beside it). */
export const dockerfile: ServiceArtefact = defineArtefact({
  id: 'dockerfile',
  scope: 'service',
  render: (input) => [
    { path: `${input.directory}/Dockerfile`, text: input.stack.dockerfile(input), ownership: 'merged' },
    {
      path: `${input.directory}/Dockerfile.dockerignore`,
      text: input.stack.dockerignore(input),
      ownership: 'managed',
    },
  ],
});
