import type { Problem, Standard } from '@org/ci-core';

/**
 * Actions and hooks without a commit: whoever moves the tag changes what runs in everybody's pipeline. Images are not
 * looked at: their digests belong to the workspace (.ci/pins.json), and the contract sees to it that none is rendered
 * past them.
 * @param tags names that may be there by their tag, because .ci/pins.json resolves them
 */
export const pinProblems = ({ name, pins }: Standard, tags: readonly string[]): Problem[] =>
  Object.entries({ ...pins.actions, ...pins.hooks })
    .filter(([pinned, { sha }]) => sha === undefined && !tags.includes(pinned))
    .map(([pinned, { version }]) => ({
      code: 'contract',
      where: `${name} › pins › ${pinned}`,
      what: `${version} is a tag, which can be moved`,
      fix: 'add its commit as sha: git ls-remote --tags shows it (the line that ends with ^{}, where there is one)',
    }));
