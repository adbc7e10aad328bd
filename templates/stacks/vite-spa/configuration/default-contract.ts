import type { ConfigurationContract } from '@org/ci-core';

/** What a new service is configured with; its manifest has it from then on. */
export const defaultContract: ConfigurationContract = {
  apiUrl: {
    type: 'url',
    required: true,
    description: 'Where the API is; /v1/notes is looked for below it',
    development: 'http://localhost:8000',
  },
  apiTimeoutMs: {
    type: 'integer',
    default: 10_000,
    minimum: 100,
    maximum: 120_000,
    description: 'How long one call of the API may take, in milliseconds',
  },
  apiRetries: {
    type: 'integer',
    default: 2,
    minimum: 0,
    maximum: 10,
    description: 'How often a call is repeated that failed and may arrive twice',
  },
  appTitle: { type: 'string', default: 'Notes', description: 'Name of the application, as people see it' },
};
