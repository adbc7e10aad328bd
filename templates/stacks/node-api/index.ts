import { join } from 'node:path';
import { defineStack, type Stack } from '@org/ci-core';
import { packageFolder } from '../../text/package-folder';
import { renderText } from '../../text/text-template';
import { renderTree } from '../../text/text-tree';
import { dockerfileData } from '../node/dockerfile-data';
import { images } from '../node/images';
import { development, runtime } from './runtime';
import { context, targets } from './targets';
import { seedData } from './template-data';

const folder = (): string => join(packageFolder(__dirname), 'stacks/node-api');

/** An HTTP API in TypeScript: Fastify, and Prisma where it owns a PostgreSQL database. */
export const nodeApi: Stack = defineStack({
  id: 'node-api',
  title: 'Node API',
  description: 'HTTP API in TypeScript on Fastify, with Prisma where it owns a PostgreSQL database',
  defaults: {
    health: { live: '/health/live', ready: '/health/ready' },
    resources: {
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '1', memory: '256Mi' },
    },
    sizeBudgetMb: 10,
    smokeEndpoints: ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/v1/notes'],
  },
  images,
  seed: (input) =>
    ['base', `database-${input.service.database}`].flatMap((part) =>
      renderTree(join(folder(), 'files', part), seedData(input)).map(({ path, text }) => ({
        path: `${input.directory}/${path}`,
        text,
        ownership: 'seeded',
      })),
    ),
  dockerfile: (input) =>
    renderText(
      join(folder(), `dockerfile/Dockerfile.${input.workspace.packageManager}.ejs`),
      dockerfileData(input),
    ),
  dockerignore: (input) =>
    renderText(join(folder(), 'dockerfile/Dockerfile.dockerignore.ejs'), dockerfileData(input)),
  runtime,
  development,
  // the Dockerfile generates its client, and has its migrations
  needs: ({ database }) => (database === 'postgres' ? { prisma: 'database: postgres' } : {}),
  targets,
  context,
});
