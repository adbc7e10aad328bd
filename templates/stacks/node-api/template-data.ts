import { posix } from 'node:path';
import { pinImage, type SeedInput, type ServiceInput } from '@org/ci-core';
import type { TemplateData } from '../../text/text-template';

/** What both the source's and the Dockerfile's templates may use. */
const common = ({ service, directory, workspace }: ServiceInput) => ({
  packageManager: workspace.packageManager,
  service: {
    ...service,
    directory,
    root: posix.relative(`/${directory}`, '/'),
    description: service.description ?? service.name,
  },
});

export const dockerfileData = (input: ServiceInput): TemplateData => ({
  ...common(input),
  pin: (reference: string) => pinImage(input.pins, reference),
});

export function seedData(input: SeedInput): TemplateData {
  const data = common(input);
  return {
    ...data,
    customConditions: input.customConditions ?? [],
    service: { ...data.service, packageName: input.packageName },
  };
}
