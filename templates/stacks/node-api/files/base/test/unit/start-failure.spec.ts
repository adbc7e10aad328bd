import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { ConfigError } from '../../src/config/environment.js';
import { describeStartFailure } from '../../src/lifecycle/start-failure.js';

it('names the port that another program has, and the way out', async () => {
  const first = createServer().listen(0, '127.0.0.1');
  await once(first, 'listening');
  const { port } = first.address() as AddressInfo;
  const [error] = (await once(createServer().listen(port, '127.0.0.1'), 'error')) as unknown[];
  first.close();
  expect(describeStartFailure(error)).toEqual({
    problems: [
      `port ${String(port)} of 127.0.0.1 is taken by another program: end it, or set PORT, e.g. PORT=${String(port + 1)}`,
    ],
  });
});

it('shows the problems of settings, and any other error as it is', () => {
  expect(describeStartFailure(new ConfigError(['PORT must be set']))).toEqual({
    problems: ['PORT must be set'],
  });
  const error = new Error('unexpected');
  expect(describeStartFailure(error)).toEqual({ err: error });
});
