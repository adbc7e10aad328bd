import type { SeedInput, StackInput } from '@org/ci-core';
import { Document } from 'yaml';
import type { TemplateData } from '../../text/text-template';
import { commonData, dockerfileData } from '../node/dockerfile-data';
import { healthcheckOf, healthOf } from './health';
import { images } from './images';
import { configurationFolder } from './runtime';

/** What the manifest says of the configuration, as text of it. */
function configured({ service: { configuration, environments = {} } }: SeedInput): string {
  const values = Object.entries(environments).flatMap(([name, one]) =>
    one?.configuration === undefined ? [] : [[name, { configuration: one.configuration }] as const],
  );
  const said = { configuration, ...(values.length > 0 && { environments: Object.fromEntries(values) }) };
  return new Document(said).toString({ lineWidth: 0 }).trimEnd();
}

export function seedData(input: SeedInput): TemplateData {
  const data = commonData(input);
  return {
    ...data,
    configured: configured(input),
    customConditions: input.customConditions ?? [],
    service: { ...data.service, packageName: input.packageName },
  };
}

/** What the Dockerfile and nginx.conf may use. */
export const imageData = (input: StackInput): TemplateData => ({
  ...dockerfileData({ ...input, images: input.images ?? images }),
  configurationFolder,
  health: healthOf(input.service),
  healthcheck: JSON.stringify(healthcheckOf(input.service)),
});
