import type { Problem, Service } from '@org/ci-core';

/** Distributions that the source imports: a member of the same name would stand in their place in the uv workspace. */
const taken = new Set([
  'celery',
  'coverage',
  'django',
  'django-cors-headers',
  'djangorestframework',
  'drf-spectacular',
  'gunicorn',
  'kombu',
  'mypy',
  'prometheus-client',
  'psycopg',
  'pymemcache',
  'pytest',
  'python-json-logger',
  'redis',
  'ruff',
  'uv',
  'whitenoise',
]);

const nameProblems = ({ name }: Service, where: string): Problem[] =>
  taken.has(name)
    ? [
        {
          code: 'name-taken',
          where: `${where} › name`,
          what: `${name} is a package that services of this stack are made with`,
          fix: `choose another name, e.g. ${name}-api`,
        },
      ]
    : [];

function processProblems({ broker, processes = [] }: Service, where: string): Problem[] {
  const some = processes.filter((name) => name === 'worker' || name === 'beat');
  const found: Problem[] = [];
  if (some.length > 0 && broker === 'none')
    found.push({
      code: 'broker-missing',
      where,
      what: `${some.join(' and ')} of Celery take and send tasks through a broker, and there is none`,
      fix: 'add broker: redis, or broker: rabbitmq',
    });
  if (processes.includes('beat') && !processes.includes('worker'))
    found.push({
      code: 'worker-missing',
      where,
      what: 'beat sends tasks that nobody would do',
      fix: 'add worker to processes',
    });
  return found;
}

/** What a manifest lacks to be one of this stack. */
export const problems = (service: Service, source: string): Problem[] => [
  ...nameProblems(service, source),
  ...processProblems(service, source),
];
