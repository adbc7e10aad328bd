import { expect, it } from 'vitest';
import { Lifecycle } from '../../src/lifecycle/lifecycle.js';
import { shutDown } from '../../src/lifecycle/shutdown.js';

it('turns readiness off, then closes the server, then the dependencies', async () => {
  const lifecycle = new Lifecycle();
  const events: string[] = [];
  const closing = (name: string) => () => {
    events.push(`${name} closed, stopping=${String(lifecycle.stopping)}`);
    return Promise.resolve();
  };
  await shutDown({
    lifecycle,
    server: { close: closing('server') },
    dependencies: [{ name: 'database', check: () => Promise.resolve(), close: closing('database') }],
    drainMs: 5,
  });
  expect(events).toEqual(['server closed, stopping=true', 'database closed, stopping=true']);
});
