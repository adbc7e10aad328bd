import { expect, it } from 'vitest';
import { parseTasks } from './tasks.js';

const output = `
> nx run payments:image  [local cache]

registry/payments@sha256:1

> nx run carts:image  [existing outputs match the cache, left as is]

> nx run rates:image

> nx run users:image

docker: no container engine answers

 NX   Running target image for 4 projects failed

Failed tasks:

- users:image


 NX   Nx detected a flaky task

  users:image
- other:image
`;

it('tells hits, runs and failures apart', () => {
  expect(parseTasks(output)).toEqual({
    'payments:image': 'hit',
    'carts:image': 'hit',
    'rates:image': 'ran',
    'users:image': 'failed',
  });
});
