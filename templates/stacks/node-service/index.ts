import { join } from 'node:path';
import { defineStack, type Problem, type Service, type Stack } from '@org/ci-core';
import { packageFolder } from '../../text/package-folder';
import { renderText } from '../../text/text-template';
import { images } from '../node/images';
import { health, runtime } from './runtime';
import { templateData } from './template-data';

const folder = (): string => join(packageFolder(__dirname), 'stacks/node-service/dockerfile');

function problems({ application }: Service, source: string): Problem[] {
  if (application) return [];
  return [
    {
      code: 'application-missing',
      where: source,
      what: 'a node-service is a program that was there before: its manifest says how it is built and started',
      fix: 'add application: { main: server.js }, with build and output where it is built; nx g @org/ci:adopt writes it',
    },
  ];
}

/** A program on Node.js that was there before its manifest: nothing is seeded, and its own targets stay. */
export const nodeService: Stack = defineStack({
  id: 'node-service',
  title: 'Existing Node program',
  description: 'Program on Node.js that was there before: its own build, its production dependencies',
  adopts: true,
  defaults: {
    health,
    resources: {
      requests: { cpu: '100m', memory: '128Mi' },
      limits: { cpu: '1', memory: '512Mi' },
    },
    sizeBudgetMb: 80,
    smokeEndpoints: [],
  },
  images,
  example: { application: { build: 'build', output: 'dist/apps/example', main: 'main.js' } },
  seed: () => [],
  dockerfile: (input) =>
    renderText(join(folder(), `Dockerfile.${input.workspace.packageManager}.ejs`), templateData(input)),
  dockerignore: (input) =>
    input.service.application?.context === 'service'
      ? undefined
      : renderText(join(folder(), 'Dockerfile.dockerignore.ejs'), templateData(input)),
  runtime,
  targets: () => ({}),
  problems,
  context: { folders: [], files: ['eslint.config.*', '.eslintrc*', 'vitest.config.*', 'jest.config.*', '.prettier*', 'docker-compose*'] }, // prettier-ignore
});
