import type { Artefact, Stack } from '@org/ci-core';
import { compose } from './artefacts/compose';
import { dockerfile } from './artefacts/dockerfile';
import { githubWorkflows } from './artefacts/github-workflows';
import { kubernetes } from './artefacts/kubernetes';
import { preCommit } from './artefacts/pre-commit';
import { nodeApi } from './stacks/node-api';
import { nodeService } from './stacks/node-service';

/** Ordered: prompts and documents list them so. */
export const stacks: readonly Stack[] = [nodeApi, nodeService];

/** Ordered as they are rendered. */
export const artefacts: readonly Artefact[] = [dockerfile, compose, kubernetes, githubWorkflows, preCommit];
