import { posix } from 'node:path';
import { databaseHostPort, databaseName, pinImage, type SeedInput, type StackInput } from '@org/ci-core';
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

export const dockerfileData = (input: StackInput): TemplateData => ({
  ...common(input),
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
