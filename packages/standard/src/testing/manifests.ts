import fc from 'fast-check';
import { manifestOf } from './fleet';

const port = fc.integer({ min: 1024, max: 65_535 });
const description = fc.constantFrom('Payments', 'Money: in & out');

const nodeApi = fc.record({
  stack: fc.constant('node-api'),
  port,
  description,
  database: fc.constantFrom('postgres', 'none'),
});

const urls = { staging: 'https://api.staging.example.com', production: 'https://api.example.com' } as const;
const keys = fc.record(
  {
    apiTimeoutMs: fc.record({
      type: fc.constant('integer'),
      default: fc.integer({ min: 100, max: 60_000 }),
      minimum: fc.constant(100),
      description,
    }),
    banner: fc.record({ type: fc.constant('string'), default: fc.constantFrom('', 'on/off: "soon" #1') }),
    theme: fc.constant({ type: 'choice', choices: ['light', 'dark'], default: 'light' }),
    tracing: fc.constant({ type: 'boolean', default: false, development: true }),
    searchUrl: fc.constant({ type: 'url', default: 'https://search.example.com/v1' }),
  },
  { requiredKeys: [] },
);
/** A value of a key in an environment, where the contract of this run has that key. */
const said = fc.record(
  {
    apiTimeoutMs: fc.integer({ min: 100, max: 60_000 }),
    banner: fc.constant('here'),
    theme: fc.constant('dark'),
  },
  { requiredKeys: [] },
);
const apiUrl = {
  type: 'url',
  required: true,
  description: 'Where the API is',
  development: 'http://localhost:8000',
};

const viteSpa = fc
  .record({ port, description, keys, staging: said, production: said })
  .map(({ keys: more, staging, production, ...fields }) => {
    const known = (values: object): object =>
      Object.fromEntries(Object.entries(values).filter(([name]) => Object.hasOwn(more, name)));
    return {
      ...fields,
      stack: 'vite-spa',
      configuration: { apiUrl, ...more },
      environments: {
        staging: { configuration: { apiUrl: urls.staging, ...known(staging) } },
        production: { replicas: 3, configuration: { apiUrl: urls.production, ...known(production) } },
      },
    };
  });

const djangoApi = fc
  .record({
    port,
    description,
    database: fc.constant('postgres'),
    cache: fc.constantFrom('redis', 'memcached', 'none'),
    queue: fc.constantFrom(
      { broker: 'none' },
      { broker: 'redis' },
      { broker: 'redis', processes: ['worker'] },
      { broker: 'redis', processes: ['worker', 'beat'] },
      { broker: 'rabbitmq', processes: ['worker', 'beat'] },
    ),
    postgres: fc.constantFrom('16', '17', '18', undefined),
  })
  .map(({ queue, postgres, ...fields }) => ({
    ...fields,
    ...queue,
    stack: 'django-api',
    ...(postgres !== undefined && { versions: { postgres } }),
  }));

/** Manifests of every stack that makes new services, with whatever such a service can have. */
export const manifests = fc.oneof(nodeApi, viteSpa, djangoApi).map(manifestOf);
