import { posix } from 'node:path';
import {
  backingHostPort,
  databaseName,
  backingsOf,
  neverInContext,
  pinImage,
  publishedRole,
  type SeedInput,
  type StackInput,
} from '@org/ci-core';
import { nxProgram } from '../../artefacts/nx';
import { toolVersion } from '../../artefacts/pins';
import type { TemplateData } from '../../text/text-template';
import { labels } from '../node/dockerfile-data';
import { images } from './images';
import { managerOf } from './package-manager/managers';

const ofService = ({ service, directory }: StackInput) => ({
  ...service,
  directory,
  root: posix.relative(`/${directory}`, '/'),
  description: service.description ?? service.name,
});

/** Where development has a product: by its host name in compose, on a port of this machine, with its secrets there. */
function reachable({ service }: SeedInput, role: 'cache' | 'broker'): object | undefined {
  const backing = backingsOf(service).find(({ id }) => id === service[role]);
  if (backing === undefined) return undefined;
  const { id, secrets } = backing;
  return { id, secrets, hostPort: backingHostPort(publishedRole(service, id) ?? role, service.port) };
}

/** What the seeded templates may use. */
export const seedData = (input: SeedInput): TemplateData => ({
  service: ofService(input),
  environments: input.workspace.environments.map(({ name }) => name),
  nx: nxProgram(input),
  python: managerOf(input.workspace),
  words: managerOf(input.workspace).words(nxProgram(input), input.service.name),
  database: {
    name: databaseName(input.service.name),
    hostPort: backingHostPort('database', input.service.port),
  },
  cache: reachable(input, 'cache'),
  broker: reachable(input, 'broker'),
});

/** Folders that members of the workspace are in. */
const memberFolders = (directory: string): string[] => [
  ...new Set([directory.split('/')[0] ?? '', 'apps', 'libs', 'packages']),
];

/** What the Dockerfile and the allow-list beside it may use. */
export const dockerfileData = (input: StackInput): TemplateData => ({
  service: ofService(input),
  python: managerOf(input.workspace),
  labels: labels(input),
  memberFolders: memberFolders(input.directory),
  never: neverInContext,
  image: (purpose: keyof typeof images) => pinImage(input.pins, input.images?.[purpose] ?? images[purpose]),
  tool: (name: string) => toolVersion(input.standard, name),
});
