import { describe, expect, it } from 'vitest';
import { unwrap, type Result } from '../problem/result';
import type { Extension } from './extension';
import { extendStandard, planExtension } from './plan-extension';
import type { Standard } from './standard';
import { artefact, base, extension, stack } from './testing/base';

const extended = (...extensions: readonly Extension[]): Standard => unwrap(planExtension(base, extensions));
const said = (result: Result<unknown>): string[] =>
  result.ok ? [] : result.problems.map(({ where, what, fix }) => `${where}: ${what} → ${fix}`);

describe('two extensions', () => {
  const security = (data: Extension['data'], code: Partial<Extension> = {}): Extension =>
    extension({ name: '@sec/pack', data, ...code });

  it('that set one point differently are both named', () => {
    const result = planExtension(base, [
      security({ gates: { scan: { high: 0 } }, environments: [{ name: 'one' }] }),
      extension({ data: { gates: { scan: { high: 2 } }, environments: [{ name: 'two' }] } }),
    ]);
    expect(said(result).filter((line) => !line.includes('less strict'))).toEqual([
      'gates.scan.high: @sec/pack sets 0, @acme/ci-standard sets 2 → let one of them leave it alone, or extend in order: extendStandard(extendStandard(base, @sec/pack), @acme/ci-standard)',
      expect.stringContaining('environments: @sec/pack sets [{"name":"one"}]'),
    ]);
  });

  it.each<[string, Extension['data'], Extension['data']]>([
    ['pins', { pins: { tools: { trivy: '1' } } }, { pins: { tools: { trivy: '2' } } }],
    [
      'an added and a replaced pin',
      { pins: { tools: { trivy: '1' } } },
      { pins: { add: { tools: { trivy: '2' } } } },
    ],
    ['labels', { labels: { a: '1' } }, { labels: { a: '2' } }],
    ['owners', { owners: { '*': 'a' } }, { owners: { '*': 'b' } }],
    ['rules', { rules: { pinMaxAgeDays: 1 } }, { rules: { pinMaxAgeDays: 2 } }],
    ['offers', { stacks: { offer: ['worker'] } }, { stacks: { offer: ['node-api'] } }],
    [
      'defaults',
      { stacks: { defaults: { worker: { sizeBudgetMb: 1 } } } },
      { stacks: { defaults: { worker: { sizeBudgetMb: 2 } } } },
    ],
  ])('clash over %s', (_, one, other) => {
    const result = planExtension(base, [security(one), extension({ data: other })]);
    expect(said(result).filter((line) => line.includes('@sec/pack sets'))).toHaveLength(1);
    expect(said(planExtension(base, [security(one), extension({ data: one })]))).toEqual([]);
  });

  it('clash over code, also where it looks the same', () => {
    const replace = (): Partial<Extension> => ({ artefacts: { replace: [artefact('compose')] } });
    const result = planExtension(base, [security({}, replace()), extension(replace())]);
    expect(said(result)).toEqual([expect.stringContaining('artefacts.compose: @sec/pack sets its own')]);
  });

  it.each([
    ['replaces', { replace: [artefact('compose', 'other')] }],
    ['adds anew', { add: [artefact('compose', 'other')] }],
  ])('clash over an artefact that one leaves out and one %s, whichever comes first', (_, artefacts) => {
    const [one, other] = [security({ artefacts: { omit: ['compose'] } }), extension({ artefacts })];
    for (const order of [
      [one, other],
      [other, one],
    ])
      expect(said(planExtension(base, order)).join('\n')).toMatch(
        /artefacts\.compose: \S+ sets .*, \S+ sets/,
      );
  });

  it('may leave out, add and offer the same', () => {
    const same = { artefacts: { omit: ['compose'] }, pins: { add: { tools: { opa: '1.0.0' } } } };
    const { artefacts, pins } = extended(security(same), extension({ data: same }));
    expect(artefacts.map(({ id }) => id)).not.toContain('compose');
    expect(pins.tools).toMatchObject({ opa: '1.0.0' });
  });

  it('offer the stacks that each of them adds, whichever comes first', () => {
    const pair = [
      security({ stacks: { offer: ['worker', 'worker'] } }),
      extension({ stacks: { add: [stack('acme-api')] } }),
    ];
    for (const order of [pair, pair.toReversed()])
      expect(extended(...order).stacks.map(({ id }) => id)).toEqual(['worker', 'acme-api']);
  });

  it('add up where they do not meet; in order, the later has the last word', () => {
    const both = extended(security({ labels: { a: '1' } }), extension({ data: { labels: { b: '2' } } }));
    expect(both.labels).toEqual({ a: '1', b: '2' });
    expect(both.parts?.map(({ name }) => name)).toEqual(['@sec/pack', '@acme/ci-standard']);
    const layered = extendStandard(
      extendStandard(base, security({ labels: { a: '1' } })),
      extension({ data: { labels: { a: '2' } } }),
    );
    expect(layered.labels).toEqual({ a: '2' });
  });

  it('have overrides in layers: those of packages side by side are in one', () => {
    const overrides = [{ file: 'a.yaml', op: 'replace', at: 'a', value: 1 } as const];
    const inner = extended(security({ overrides }), extension({ data: { overrides } }));
    const outer = extendStandard(inner, extension({ data: { overrides } }));
    expect(outer.overrides?.map(({ layer = 0 }) => layer)).toEqual([0, 0, 1]);
  });
});
