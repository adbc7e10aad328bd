import { join } from 'node:path';
import { defineStack, type Stack } from '@org/ci-core';
import { packageFolder } from '../../text/package-folder';
import { renderText } from '../../text/text-template';
import { renderTree } from '../../text/text-tree';
import { formatContract } from './configuration/contract';
import { defaultContract } from './configuration/default-contract';
import { formatDocument } from './configuration/document';
import { configurationFiles } from './configuration/files';
import { health } from './health';
import { images } from './images';
import { development, runtime } from './runtime';
import { context, targets } from './targets';
import { imageData, seedData } from './template-data';

const folder = (): string => join(packageFolder(__dirname), 'stacks/vite-spa');
const template = (name: string): string => join(folder(), 'dockerfile', name);

/** A front end in the browser: React built by Vite, served by nginx, configured where it runs. */
export const viteSpa: Stack = defineStack({
  id: 'vite-spa',
  title: 'Vite SPA',
  description:
    'Front end in React and TypeScript built by Vite, on an unprivileged nginx, configured at run time',
  defaults: {
    health,
    resources: {
      requests: { cpu: '50m', memory: '32Mi' },
      limits: { cpu: '500m', memory: '128Mi' },
    },
    sizeBudgetMb: 5,
    smokeEndpoints: [health.live, health.ready, '/', '/notes/some-id', '/config.json'],
  },
  images,
  accepts: { database: ['none'] },
  configuration: defaultContract,
  example: {
    configuration: defaultContract,
    environments: {
      staging: { configuration: { apiUrl: 'https://api.staging.example.com' } },
      production: { configuration: { apiUrl: 'https://api.example.com' } },
    },
  },
  seed: (input) =>
    renderTree(join(folder(), 'files/base'), seedData(input)).map(({ path, text }) => ({
      path: `${input.directory}/${path}`,
      text,
      ownership: 'seeded',
    })),
  files: (input) => [
    {
      path: `${input.directory}/nginx.conf`,
      text: renderText(template('nginx.conf.ejs'), imageData(input)),
      ownership: 'merged',
    },
    {
      path: `${input.directory}/src/config/contract.ts`,
      text: formatContract(input.service.configuration ?? {}),
      ownership: 'managed',
    },
    { path: `${input.directory}/CONFIGURATION.md`, text: formatDocument(input), ownership: 'managed' },
  ],
  configurationFiles,
  dockerfile: (input) =>
    renderText(template(`Dockerfile.${input.workspace.packageManager}.ejs`), imageData(input)),
  dockerignore: (input) => renderText(template('Dockerfile.dockerignore.ejs'), imageData(input)),
  runtime,
  development,
  targets,
  context,
});
