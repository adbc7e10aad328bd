import type { Artefact, Stack } from '@org/ci-core';

/** Ordered: prompts and documents list them so. */
export const stacks: readonly Stack[] = [];

/** Ordered as they are rendered. */
export const artefacts: readonly Artefact[] = [];
