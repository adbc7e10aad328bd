import { createRequire } from 'node:module';
import { defineStandard, type Standard } from '@org/ci-core';
import { artefacts, stacks } from '@org/ci-templates';
import pins from './pins.json';

/** Its version is the package's: what the lock records. */
const { name, version } = createRequire(__filename)('../package.json') as { name: string; version: string };

/** What services are held to where a company has no standard of its own. */
export const standard: Standard = defineStandard({
  name,
  version,
  pins,
  gates: {
    scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 },
    smoke: { healthyWithinSeconds: 60 },
    promotion: { critical: 0, high: 0 },
  },
  environments: [
    { name: 'staging', host: '{service}.staging.example.com' },
    { name: 'production', host: '{service}.example.com', production: true },
  ],
  stacks,
  artefacts,
});
