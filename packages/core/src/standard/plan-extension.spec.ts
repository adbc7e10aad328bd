import { describe, expect, it } from 'vitest';
import { defineArtefact } from '../artefact/artefact';
import { ProblemError } from '../problem/problem';
import { unwrap, type Result } from '../problem/result';
import type { Extension } from './extension';
import { emptyStandard, extendStandard, planExtension } from './plan-extension';
import type { Standard } from './standard';
import { artefact, base, extension, sha, stack } from './testing/base';

const extended = (...extensions: readonly Extension[]): Standard => unwrap(planExtension(base, extensions));
const said = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ where, what, fix }) => `${where}: ${what} → ${fix}`);
const refused = (data: Extension['data']): string[] => said(planExtension(base, [extension({ data })]));

describe('an extension', () => {
  it('of nothing changes the name alone', () => {
    const named = { name: '@acme/ci-standard', version: '2.1.0' };
    expect(extended(extension())).toMatchObject({ ...base, ...named, parts: [named] });
  });

  it('replaces pins, and adds new ones where it says so', () => {
    const { pins } = extended(
      extension({
        data: {
          pins: {
            images: { postgres: 'postgres:18' },
            digests: { 'postgres:18': `sha256:${'1'.repeat(64)}` },
            add: { actions: { 'acme/audit': { version: 'v1' } }, tools: { opa: '1.0.0' } },
          },
        },
      }),
    );
    expect(pins.images).toEqual({ postgres: 'postgres:18' });
    expect(pins.digests).toEqual({ 'postgres:18': `sha256:${'1'.repeat(64)}` });
    expect(pins.actions).toEqual({ ...base.pins.actions, 'acme/audit': { version: 'v1' } });
    expect(pins.tools).toEqual({ trivy: '0.74.0', opa: '1.0.0' });
  });

  it('raises gates; a looser one needs its reason', () => {
    const stricter = {
      scan: { high: 0, unknown: 3 },
      promotion: { high: 0 },
      smoke: { healthyWithinSeconds: 30 },
    };
    expect(extended(extension({ data: { gates: stricter } })).gates).toEqual({
      scan: { critical: 0, high: 0, unknown: 3, databaseMaxAgeHours: 48 },
      smoke: { healthyWithinSeconds: 30 },
      promotion: { critical: 0, high: 0 },
    });
    const looser = { scan: { high: 9 } };
    expect(refused({ gates: looser })).toEqual([
      '@acme/ci-standard › gates.scan.high: 9 is less strict than 5 → lower it, or say why: gates.loosened["scan.high"]: <reason>',
    ]);
    const explained = { ...looser, loosened: { 'scan.high': 'images of a vendor' } };
    expect(extended(extension({ data: { gates: explained } })).gates.scan.high).toBe(9);
    expect(
      refused({ gates: { scan: { high: 1 }, loosened: { 'scan.high': 'images of a vendor' } } }),
    ).toEqual([
      '@acme/ci-standard › gates.loosened.scan.high: scan.high is not loosened → remove the reason',
    ]);
  });

  it('of a promotion that has no gates of its own starts from the scan’s', () => {
    const { scan, smoke } = base.gates;
    const gates = { scan, smoke };
    const plan = planExtension({ ...base, gates }, [
      extension({ data: { gates: { promotion: { high: 2 } } } }),
    ]);
    expect(unwrap(plan).gates.promotion).toEqual({ critical: 0, high: 2 });
    expect(unwrap(planExtension({ ...base, gates }, [extension()])).gates.promotion).toBeUndefined();
  });

  it('sets environments, labels, owners, rules, forbidden options and overrides', () => {
    const override = { file: 'compose.yaml', op: 'remove', at: 'version' } as const;
    const data = {
      environments: [{ name: 'live', production: true }],
      labels: { 'acme.example/unit': 'payments' },
      owners: { 'apps/**': '@acme/apps' },
      rules: { pinMaxAgeDays: 90 },
      forbid: [{ option: 'database', is: 'none', reason: 'every service keeps records' }],
      overrides: [override],
    };
    const overrides = [{ ...override, source: '@acme/ci-standard' }];
    expect(extended(extension({ data }))).toMatchObject({ ...data, overrides });
  });

  it('chooses and adds stacks, and sets their defaults', () => {
    const { stacks } = extended(
      extension({
        data: { stacks: { offer: ['worker'], defaults: { worker: { sizeBudgetMb: 10 } } } },
        stacks: { add: [stack('acme-api')] },
      }),
    );
    expect(stacks.map(({ id }) => id)).toEqual(['worker', 'acme-api']);
    expect(stacks[0]?.defaults).toEqual({ ...stack('worker').defaults, sizeBudgetMb: 10 });
  });

  it('sets the images that a stack’s Dockerfiles start from, for purposes that it has', () => {
    const images = { 'node-api': { runtime: 'acme/base:2' } };
    const own = { stacks: { replace: [{ ...stack('node-api'), images: { build: 'b:1', runtime: 'r:1' } }] } };
    const [first] = extended(extension({ data: { stacks: { images } }, ...own })).stacks;
    expect(first?.images).toEqual({ build: 'b:1', runtime: 'acme/base:2' });
    const wrong = { 'node-api': { runtme: 'acme/base:2' }, wroker: {} };
    const lines = said(planExtension(base, [extension({ data: { stacks: { images: wrong } }, ...own })]));
    expect(lines.join('\n')).toMatch(
      /stacks\.images\.wroker[^]*stacks\.images\.node-api\.runtme.*did you mean runtime/,
    );
  });

  it('replaces an artefact as a whole in its place, leaves one out, and adds one', () => {
    const mine = artefact('dockerfile', 'mine');
    const { artefacts } = extended(
      extension({
        data: { artefacts: { omit: ['compose'] } },
        artefacts: { replace: [mine], add: [artefact('codeowners')] },
      }),
    );
    expect(artefacts.map(({ id }) => id)).toEqual(['dockerfile', 'codeowners']);
    expect(artefacts[0]).toBe(mine);
  });
});

describe('an extension that does not fit', () => {
  it('is told everything at once, with what was probably meant', () => {
    const data: Extension['data'] = {
      pins: {
        actions: { 'actions/chekout': { version: 'v8' } },
        add: { tools: { trivy: '1.0.0' } },
      },
      stacks: { offer: ['node-apj'], defaults: { wroker: {} } },
      artefacts: { omit: ['dokerfile'] },
      forbid: [
        { option: 'databse', reason: 'a slip of the hand' },
        { option: 'database', stack: 'wrker', reason: 'no such stack' },
      ],
    };
    const code = { stacks: { add: [stack('worker')] }, artefacts: { replace: [artefact('helm')] } };
    const lines = said(planExtension(base, [extension({ data, ...code })]));
    const begin = (point: string): string | undefined =>
      lines.find((line) => line.startsWith(`@acme/ci-standard › ${point}:`));
    expect(begin('pins.actions.actions/chekout')).toContain('did you mean actions/checkout?');
    expect(begin('pins.add.tools.trivy')).toContain('is there already');
    expect(begin('stacks.offer.node-apj')).toContain('did you mean node-api?');
    expect(begin('stacks.defaults.wroker')).toContain('there is no wroker');
    expect(begin('stacks.add.worker')).toContain('is there already');
    expect(begin('artefacts.omit.dokerfile')).toContain('did you mean dockerfile?');
    expect(begin('artefacts.replace.helm')).toContain('there is no helm to replace');
    expect(begin('forbid[0].option')).toContain('did you mean database?');
    expect(begin('forbid[1].stack')).toContain('did you mean worker?');
    expect(lines).toHaveLength(9);
  });

  it('cannot make a file of the workspace one of every service', () => {
    const moved = defineArtefact({ id: 'compose', scope: 'service', render: () => [] });
    expect(said(planExtension(base, [extension({ artefacts: { replace: [moved] } })]))).toHaveLength(1);
  });

  it('throws all of it in a package’s index.js', () => {
    const data = { pins: { tools: { a: '1', b: '2' } } };
    expect(() => extendStandard(base, extension({ data }))).toThrow(ProblemError);
    expect(() => extendStandard(base, extension({ data }))).toThrow(/pins\.tools\.a[^]*pins\.tools\.b/);
  });
});

it('starts from nothing: every gate is open, and everything is added', () => {
  const data: Extension['data'] = {
    pins: { add: { actions: { 'a/b': { version: 'v1', sha: sha('c') } } } },
    gates: { scan: { critical: 0 } },
  };
  const { gates, pins } = extendStandard(emptyStandard, extension({ data }));
  expect(gates.scan).toEqual({ critical: 0, high: Infinity, databaseMaxAgeHours: Infinity });
  expect(pins.actions).toEqual({ 'a/b': { version: 'v1', sha: sha('c') } });
});
