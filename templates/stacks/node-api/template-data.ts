import { backingHostPort, databaseName, type SeedInput } from '@org/ci-core';
import type { TemplateData } from '../../text/text-template';
import { commonData } from '../node/dockerfile-data';

export function seedData(input: SeedInput): TemplateData {
  const data = commonData(input);
  return {
    ...data,
    customConditions: input.customConditions ?? [],
    database: {
      name: databaseName(input.service.name),
      hostPort: backingHostPort('database', input.service.port),
    },
    service: { ...data.service, packageName: input.packageName },
  };
}
