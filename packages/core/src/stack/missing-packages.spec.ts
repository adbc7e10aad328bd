import { expect, it } from 'vitest';
import { Service } from '../manifest/service';
import { ok } from '../problem/result';
import { base, stack } from '../standard/testing/base';
import { missingPackages } from './missing-packages';

const needs = ({ broker, cache }: Service) => ({
  ...(broker !== 'none' && { celery: `broker: ${broker}` }),
  ...(cache !== 'none' && { redis: `cache: ${cache}` }),
});
const stacks = [
  { ...stack('api'), needs },
  { ...stack('py'), needs, ecosystem: 'python' as const },
  stack('plain'),
];

/** What an application is said to lack whose manifest of packages is this one. */
function lacking(id: string, text: string | undefined, more: object = { broker: 'redis' }) {
  const service = Service.parse({ name: 'orders', stack: id, port: 8000, ...more });
  return missingPackages([{ service, directory: 'apps/orders' }], {
    standardFor: () => ok({ ...base, stacks }),
    read: (path) => (/\/(package\.json|pyproject\.toml)$/.test(path) ? text : undefined),
  });
}

it('names the package, what asks for it, and how a new one is made', () => {
  const [problem, ...more] = lacking('api', '{"dependencies":{"pg":"1"}}', {
    broker: 'redis',
    processes: ['worker', 'beat'],
  });
  expect(more).toEqual([]);
  expect(problem).toMatchObject({ code: 'package-missing', where: 'apps/orders/package.json' });
  expect(problem?.what).toBe(
    'broker: redis in service.yaml needs celery, and the application does not depend on it',
  );
  expect(problem?.fix).toContain('example --stack=api --broker=redis --with=worker,beat)');
});

it.each([
  ['api', '{"devDependencies":{"celery":"1"}}'],
  ['py', '[project]\nname = "orders"\ndependencies = ["Celery[redis]>=5"]\n'],
  ['py', '[project]\nname = "orders"\n[dependency-groups]\nwork = ["celery"]\n'],
  ['plain', '{}'],
  ['no-stack-of-the-standard', '{}'],
])('a %s that depends on it lacks nothing: %s', (id, text) => {
  expect(lacking(id, text)).toEqual([]);
});

it('every package is named, of Python too', () => {
  const found = lacking('py', '[project]\nname = "orders"\n', { broker: 'rabbitmq', cache: 'redis' });
  expect(found.map(({ where, what }) => `${where}: ${what.split(',')[0]}`)).toEqual([
    'apps/orders/pyproject.toml: broker: rabbitmq in service.yaml needs celery',
    'apps/orders/pyproject.toml: cache: redis in service.yaml needs redis',
  ]);
});

it('says nothing of a file that its package manager cannot read either', () => {
  for (const id of ['api', 'py']) for (const text of ['{', undefined]) expect(lacking(id, text)).toEqual([]);
});
