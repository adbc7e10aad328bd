import type { Artefact, Stack } from '@org/ci-core';
import { compose } from './artefacts/compose';
import { dockerfile } from './artefacts/dockerfile';
import { githubWorkflows } from './artefacts/github-workflows';
import { kubernetes } from './artefacts/kubernetes';
import { preCommit } from './artefacts/pre-commit';
import { workspaceCompose } from './artefacts/workspace-compose';
import { djangoApi } from './stacks/django-api';
import { nodeApi } from './stacks/node-api';
import { nodeService } from './stacks/node-service';
import { viteSpa } from './stacks/vite-spa';

/** Ordered: prompts and documents list them so. */
export const stacks: readonly Stack[] = [nodeApi, viteSpa, djangoApi, nodeService];

/** Ordered as they are rendered. */
export const artefacts: readonly Artefact[] = [
  dockerfile,
  compose,
  kubernetes,
  workspaceCompose,
  githubWorkflows,
  preCommit,
];
