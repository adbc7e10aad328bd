import { posix } from 'node:path';
import {
  databaseHostPort,
  databaseName,
  neverInContext,
  pinImage,
  type SeedInput,
  type StackInput,
} from '@org/ci-core';
import { toolVersion } from '../../artefacts/pins';
import type { TemplateData } from '../../text/text-template';

/** What both the source's and the Dockerfile's templates may use. */
const common = ({ service, directory, workspace }: StackInput) => ({
  packageManager: workspace.packageManager,
  environments: workspace.environments.map(({ name }) => name),
  service: {
    ...service,
    directory,
    root: posix.relative(`/${directory}`, '/'),
    description: service.description ?? service.name,
  },
});

/** Text of a Dockerfile between double quotes, in which only these characters mean more than themselves. */
const quote = (text: string): string => `"${text.replace(/["$\\]/g, '\\$&')}"`;

/** What people said about a service, under the keys of the Image Spec (opencontainers/image-spec, annotations.md). */
function labels({ service: { description, owner } }: StackInput): [key: string, value: string][] {
  const said: [string, string | undefined][] = [
    ['description', description],
    ['authors', owner],
  ];
  return said.flatMap(([key, value]): [string, string][] =>
    value === undefined ? [] : [[key, quote(value)]],
  );
}

export const dockerfileData = (input: StackInput): TemplateData => ({
  ...common(input),
  labels: labels(input),
  never: neverInContext,
  pin: (reference: string) => pinImage(input.pins, reference),
  tool: (name: string) => toolVersion(input.standard, name),
});

export function seedData(input: SeedInput): TemplateData {
  const data = common(input);
  return {
    ...data,
    customConditions: input.customConditions ?? [],
    database: {
      name: databaseName(input.service.name),
      hostPort: databaseHostPort(input.service.port),
    },
    service: { ...data.service, packageName: input.packageName },
  };
}
