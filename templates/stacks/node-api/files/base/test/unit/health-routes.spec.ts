import { describe, expect, it } from 'vitest';
import type { Dependency } from '../../src/lifecycle/dependency.js';
import { Lifecycle } from '../../src/lifecycle/lifecycle.js';
import { buildTestApp } from './app-fixture.js';

function dependency(check: () => Promise<void>): Dependency {
  return { name: 'database', check, close: () => Promise.resolve() };
}

const answering = dependency(() => Promise.resolve());
const failing = dependency(() => Promise.reject(new Error('connection refused')));

describe('health', () => {
  it('is live while a dependency fails', async () => {
    const app = await buildTestApp({ dependencies: [failing] });
    const response = await app.inject('/health/live');
    expect([response.statusCode, response.json()]).toEqual([200, { status: 'ok' }]);
  });

  it('is ready when every dependency answers', async () => {
    const app = await buildTestApp({ dependencies: [answering] });
    const response = await app.inject('/health/ready');
    expect([response.statusCode, response.json()]).toEqual([
      200,
      { status: 'ok', checks: { database: 'ok' } },
    ]);
  });

  it('is not ready when one fails, and does not say why to the outside', async () => {
    const app = await buildTestApp({ dependencies: [failing] });
    const response = await app.inject('/health/ready');
    expect(response.statusCode).toBe(503);
    expect(response.json()).toEqual({ status: 'failed', checks: { database: 'failed' } });
  });

  it('is not ready when one does not answer in time', async () => {
    const silent = dependency(() => new Promise<void>(() => undefined));
    const app = await buildTestApp({ dependencies: [silent] });
    const response = await app.inject('/health/ready');
    expect(response.statusCode).toBe(503);
  });

  it('is not ready once stopping', async () => {
    const lifecycle = new Lifecycle();
    const app = await buildTestApp({ lifecycle, dependencies: [answering] });
    lifecycle.stop();
    const response = await app.inject('/health/ready');
    expect([response.statusCode, response.json()]).toEqual([503, { status: 'stopping', checks: {} }]);
  });
});
