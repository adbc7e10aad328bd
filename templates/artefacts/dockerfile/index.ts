import { defineArtefact, type ServiceArtefact } from '@org/ci-core';

/**
 * The stack's Dockerfile, the allow-list of what its context holds (BuildKit reads the ignore file beside it), and what
 * else the stack generates.
 */
export const dockerfile: ServiceArtefact = defineArtefact({
  id: 'dockerfile',
  scope: 'service',
  render: (given) => {
    const input = { ...given, images: given.stack.images };
    const ignore = input.stack.dockerignore(input);
    const path = `${input.directory}/Dockerfile`;
    return [
      { path, text: input.stack.dockerfile(input), ownership: 'merged' },
      ...(ignore === undefined
        ? []
        : [{ path: `${path}.dockerignore`, text: ignore, ownership: 'managed' } as const]),
      ...(input.stack.files?.(input) ?? []),
    ];
  },
});
