import { Service, type Standard } from '@org/ci-core';
import { expect, it } from 'vitest';
import { imagesInUse } from './images';

const images = { postgres: 'postgres:17', redis: 'redis:8', 'redis-7': 'redis:7', toolbox: 'toolbox:1' };
const standard = {
  pins: { images },
  stacks: [{ id: 'api', images: { runtime: 'python:3' } }],
} as unknown as Standard;
const found = (fields: object) => ({
  service: Service.parse({ name: 'orders', stack: 'api', port: 3000, ...fields }),
  directory: 'apps/orders',
});
const inUse = (...services: object[]): string[] => imagesInUse([{ standard, services: services.map(found) }]);

it('a backing service’s image is for those who have one, in the version that they say', () => {
  expect(inUse()).toEqual(['toolbox:1']);
  expect(inUse({})).toEqual(['python:3', 'toolbox:1']);
  expect(inUse({ database: 'postgres', cache: 'redis' })).toEqual(
    ['postgres:17', 'python:3', 'redis:8', 'toolbox:1'], // prettier-ignore
  );
  expect(inUse({ cache: 'redis', versions: { redis: '7' } }, { broker: 'redis' })).toEqual(
    ['python:3', 'redis:7', 'redis:8', 'toolbox:1'], // prettier-ignore
  );
});
