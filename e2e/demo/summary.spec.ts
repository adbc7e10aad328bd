import { expect, it } from 'vitest';
import { formatSummary, type ServiceSummary } from './summary.js';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;
const service = (name: string, stack: string, staged: string, now = staged): ServiceSummary => ({
  name,
  stack,
  staged: digest(staged),
  published: {
    schema: 1,
    service: name,
    digest: digest(now),
    platforms: ['linux/amd64'],
    references: [`127.0.0.1:15000/demo/${name}:main`, `127.0.0.1:15000/demo/${name}:latest`],
    attachments: [],
  },
  sized: {
    schema: 1,
    service: name,
    digest: digest(now),
    pass: true,
    budgetBytes: 10e6,
    overBaseBytes: 2.3e6,
    totalBytes: 56.3e6,
    layers: [],
    packages: [],
  },
});
const payments = service('payments', 'node-api', 'a', 'b');
const others = [service('orders', 'django-api', 'c'), service('shop', 'vite-spa', 'd')];
const summary = { seconds: 151.6, services: [payments], workspace: '/tmp/acme', kept: false };

it('says of each service which digest, how large, and where', () => {
  const lines = formatSummary({ ...summary, services: [payments, ...others] }).split('\n');
  expect(lines.slice(1, 16)).toEqual([
    '━━ payments, orders and shop are in staging, and the next digest of payments is published: 152 s after nothing was there',
    'payments (node-api)',
    `  in staging      ${digest('a')}`,
    `  published       ${digest('b')}`,
    '  platforms       linux/amd64',
    '  size            56.3 MB in all, 2.3 MB of them ours (budget 10.0 MB)',
    '  where           127.0.0.1:15000/demo/payments:main',
    '                  127.0.0.1:15000/demo/payments:latest',
    'orders (django-api)',
    `  in staging      ${digest('c')}`,
    '  published       the same digest',
    '  platforms       linux/amd64',
    '  size            56.3 MB in all, 2.3 MB of them ours (budget 10.0 MB)',
    '  where           127.0.0.1:15000/demo/orders:main',
    '                  127.0.0.1:15000/demo/orders:latest',
  ]);
  expect(lines).toContain('shop (vite-spa)');
});

it('speaks of one service as of one', () => {
  expect(formatSummary(summary)).toContain('━━ payments is in staging, and the next digest of payments');
});

it('says how to go on in a workspace that stays', () => {
  const one = formatSummary({ ...summary, kept: true });
  expect(one).toContain('cd /tmp/acme && . ./env.sh');
  expect(one).toContain('(cd apps/payments && docker compose up --build --wait)');
  const all = formatSummary({ ...summary, services: [payments, ...others], kept: true });
  expect(all).toMatch(/^Start all: +docker compose up --build --wait$/m);
  expect(formatSummary(summary)).not.toContain('env.sh');
});
