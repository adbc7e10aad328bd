import { Service, type Standard } from '@org/ci-core';
import { stacks } from '@org/ci-templates';
import { expect, it } from 'vitest';
import { rulesNode, runtimeDigest } from './rules';

const standard = {
  name: '@acme/std',
  version: '1.0.0',
  pins: { images: { postgres: 'postgres:17' }, actions: {}, hooks: {}, tools: {} },
  gates: { scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 }, smoke: { healthyWithinSeconds: 60 } },
  environments: [],
  stacks,
  artefacts: [],
} satisfies Standard;

const [first] = stacks;
if (!first) throw new Error('a stack is there');
const ruled = (more: Partial<Standard>): unknown => rulesNode({ ...standard, ...more })[1].data.version;
const now = ruled({});

it('are named by their standard', () => {
  expect(rulesNode(standard)).toMatchObject([
    'npm:@acme/std#rules',
    { data: { packageName: '@acme/std#rules' } },
  ]);
});

it.each([
  ['a version', { version: '2.0.0' }],
  ['an action', { pins: { ...standard.pins, actions: { 'actions/checkout': { version: 'v5' } } } }],
  ['an environment', { environments: [{ name: 'staging' }] }],
  ['a label', { labels: { team: 'a' } }],
])('are the same with another one of %s', (_, more) => {
  expect(ruled(more as Partial<Standard>)).toBe(now);
});

it.each([
  ['gate', { gates: { ...standard.gates, scan: { ...standard.gates.scan, high: 4 } } }],
  ['patience', { gates: { ...standard.gates, smoke: { healthyWithinSeconds: 61 } } }],
  ['database', { pins: { ...standard.pins, images: { postgres: 'postgres:18' } } }],
  ['digest', { pins: { ...standard.pins, digests: { 'postgres:17': `sha256:${'a'.repeat(64)}` } } }],
  ['budget', { stacks: [{ ...first, defaults: { ...first.defaults, sizeBudgetMb: 1 } }] }],
  ['endpoint', { stacks: [{ ...first, defaults: { ...first.defaults, smokeEndpoints: ['/other'] } }] }],
])('are others with another %s', (_, more) => {
  expect(ruled(more)).not.toBe(now);
});

it('the word for how a service runs changes with what its stack says of it', () => {
  const service = Service.parse({ name: 'payments', stack: first.id, port: 3000 });
  const other = { ...first, runtime: (one: Service) => ({ ...first.runtime(one), gracePeriodSeconds: 99 }) };
  expect(runtimeDigest(service, other)).not.toBe(runtimeDigest(service, first));
  expect(runtimeDigest(service, { ...first })).toBe(runtimeDigest(service, first));
});
