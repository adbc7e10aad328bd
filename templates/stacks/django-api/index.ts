import { join } from 'node:path';
import { defineStack, type Service, type Stack } from '@org/ci-core';
import { packageFolder } from '../../text/package-folder';
import { renderText } from '../../text/text-template';
import { renderTree } from '../../text/text-tree';
import { development } from './development';
import { images } from './images';
import { needs } from './needs';
import { problems } from './problems';
import { runtime } from './runtime';
import { context, targets } from './targets';
import { dockerfileData, seedData } from './template-data';

const folder = (): string => join(packageFolder(__dirname), 'stacks/django-api');

/** Later parts are laid over earlier ones. */
const parts = ({ cache, broker }: Service): string[] => [
  'base',
  `cache-${cache}`,
  `broker-${broker}`,
  ...(broker === 'none' ? [] : ['celery']),
];

/** An HTTP API in Python: Django REST framework on PostgreSQL, Celery where it has a broker. */
export const djangoApi: Stack = defineStack({
  id: 'django-api',
  title: 'Django API',
  description:
    'HTTP API in Python on Django REST framework and PostgreSQL, with Celery where it has a broker',
  defaults: {
    health: { live: '/health/live', ready: '/health/ready' },
    resources: {
      requests: { cpu: '100m', memory: '256Mi' },
      limits: { cpu: '1', memory: '512Mi' },
    },
    sizeBudgetMb: 40,
    smokeEndpoints: ['/health/live', '/health/ready', '/metrics', '/openapi.json', '/v1/config', '/v1/notes'],
  },
  ecosystem: 'python',
  accepts: {
    database: ['postgres'],
    cache: ['none', 'redis', 'memcached'],
    broker: ['none', 'redis', 'rabbitmq'],
    processes: ['worker', 'beat'],
  },
  images,
  seed: (input) =>
    parts(input.service).flatMap((part) =>
      renderTree(join(folder(), 'files', part), seedData(input)).map(({ path, text }) => ({
        path: `${input.directory}/${path}`,
        text,
        ownership: 'seeded',
      })),
    ),
  dockerfile: (input) => renderText(join(folder(), 'dockerfile/Dockerfile.ejs'), dockerfileData(input)),
  dockerignore: (input) =>
    renderText(join(folder(), 'dockerfile/Dockerfile.dockerignore.ejs'), dockerfileData(input)),
  runtime,
  development,
  problems,
  needs,
  targets,
  context,
});
