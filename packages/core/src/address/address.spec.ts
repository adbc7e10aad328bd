import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unwrap } from '../problem/result';
import { formatAddress, parseAddress, type Address } from './address';

const parse = (text: string): Address => unwrap(parseAddress(text, 'x'));

describe('an address', () => {
  it.each<[string, Address]>([
    ['', []],
    [
      'jobs.verify.steps[check].run',
      [{ key: 'jobs' }, { key: 'verify' }, { key: 'steps' }, { item: 'check' }, { key: 'run' }],
    ],
    [
      'metadata.labels["app.kubernetes.io/name"]',
      [{ key: 'metadata' }, { key: 'labels' }, { key: 'app.kubernetes.io/name' }],
    ],
    ['[Deployment/payments].spec', [{ item: 'Deployment/payments' }, { key: 'spec' }]],
    ['steps[actions/checkout]', [{ key: 'steps' }, { item: 'actions/checkout' }]],
    ['drop[="a]b"]', [{ key: 'drop' }, { item: 'a]b' }]],
  ])('%s', (text, address) => {
    expect(parse(text)).toEqual(address);
    expect(formatAddress(address)).toBe(text);
  });

  it.each(['.', 'a..b', '.a', 'a.', 'a[', 'a[]', 'a[0', 'a b', 'a["x]', 'a[b]c'])('refuses %s', (text) => {
    expect(parseAddress(text, 'service.yaml › overrides')).toMatchObject({
      ok: false,
      problems: [{ code: 'address-invalid', where: 'service.yaml › overrides' }],
    });
  });

  it('is the same after writing and reading, whatever its parts are', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 });
    const part = fc.oneof(fc.record({ key: text }), fc.record({ item: text }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (address) => {
        expect(parse(formatAddress(address))).toEqual(address);
      }),
      { numRuns: 2_000 },
    );
  });
});
