import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseChallenges } from './challenge';

const parsed = (header: string | null) =>
  parseChallenges(header).map(({ scheme, parameters }) => [scheme, Object.fromEntries(parameters)]);

describe('parseChallenges', () => {
  it.each([
    [null, []],
    ['', []],
    ['Basic', [['basic', {}]]],
    ['Basic realm="r"', [['basic', { realm: 'r' }]]],
    [
      'Bearer realm="https://auth.docker.io/token",service="registry.docker.io",scope="repository:library/node:pull,push"',
      [
        [
          'bearer',
          {
            realm: 'https://auth.docker.io/token',
            service: 'registry.docker.io',
            scope: 'repository:library/node:pull,push',
          },
        ],
      ],
    ],
    ['bearer Realm=https://a/b?c=d , service=x', [['bearer', { realm: 'https://a/b?c=d', service: 'x' }]]],
    [
      'Basic realm="a, \\"b\\"", Bearer realm="c"',
      [
        ['basic', { realm: 'a, "b"' }],
        ['bearer', { realm: 'c' }],
      ],
    ],
    [
      'Negotiate, Basic realm=x',
      [
        ['negotiate', {}],
        ['basic', { realm: 'x' }],
      ],
    ],
    [
      'Bearer realm="open',
      [
        ['bearer', {}],
        ['realm', {}],
      ],
    ],
    ['"quoted"', []],
  ])('%j', (header, expected) => {
    expect(parsed(header)).toEqual(expected);
  });

  it('never throws and always ends', () => {
    const piece = fc.constantFrom('Bearer', 'Basic', ' ', ',', '=', '"', '\\', 'realm', 'é', '\u0000', 'x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) =>
        Array.isArray(parseChallenges(pieces.join(''))),
      ),
      { numRuns: 5000 },
    );
    const start = performance.now();
    parseChallenges('a='.repeat(100_000));
    parseChallenges(`Bearer x="${'\\'.repeat(100_000)}`);
    expect(performance.now() - start).toBeLessThan(200);
  });
});
