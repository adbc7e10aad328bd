import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isHost, isRepository, isTag } from './grammar';
import { formatReference, parseReference, referenceTarget } from './reference';

const digest = `sha256:${'a1'.repeat(32)}`;
const parsed = (text: string) => {
  const result = parseReference(text);
  return result.ok ? result.value : result.problems.map(({ code }) => code);
};

describe('parseReference', () => {
  it.each([
    ['node', { host: 'docker.io', repository: 'library/node' }],
    ['node:24', { host: 'docker.io', repository: 'library/node', tag: '24' }],
    ['bitnami/redis', { host: 'docker.io', repository: 'bitnami/redis' }],
    ['docker.io/node', { host: 'docker.io', repository: 'library/node' }],
    ['index.docker.io/library/node', { host: 'docker.io', repository: 'library/node' }],
    ['ghcr.io/acme/a/b:1.0_x', { host: 'ghcr.io', repository: 'acme/a/b', tag: '1.0_x' }],
    ['localhost/a', { host: 'localhost', repository: 'a' }],
    ['localhost:5000/a:b', { host: 'localhost:5000', repository: 'a', tag: 'b' }],
    ['[::1]:5000/a', { host: '[::1]:5000', repository: 'a' }],
    ['GHCR.io/a', { host: 'ghcr.io', repository: 'a' }],
    [`a@${digest}`, { host: 'docker.io', repository: 'library/a', digest }],
    [`r.io/a:t@${digest}`, { host: 'r.io', repository: 'a', tag: 't', digest }],
    ['r.io/a__b/c-d.e', { host: 'r.io', repository: 'a__b/c-d.e' }],
    [
      '123456789012.dkr.ecr.eu-west-1.amazonaws.com/a',
      { host: '123456789012.dkr.ecr.eu-west-1.amazonaws.com', repository: 'a' },
    ],
    [
      'europe-docker.pkg.dev/project/repo/svc',
      { host: 'europe-docker.pkg.dev', repository: 'project/repo/svc' },
    ],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toEqual(expected);
  });

  it.each([
    '',
    ':',
    '@',
    '/',
    'a/',
    '/a',
    'a//b',
    'Node',
    'HOST/a',
    'r.io/A',
    'a___b',
    'a..b',
    '-a',
    'a:',
    'a:-x',
    'a: x',
    `a:${'x'.repeat(129)}`,
    'a@sha256:12',
    'a@sha512:00',
    `a@${digest}@${digest}`,
    'r.io:0/a',
    'r.io:65536/a',
    'r.io:x/a',
    'https://r.io/a',
    '../a',
    'r.io/../a',
    'a\n',
    'a\u0000',
    'ä',
    'a;rm -rf',
    '$(x)',
    '${{ x }}',
    'a b',
    `r.io/${'a'.repeat(256)}`,
    'a'.repeat(2000),
    'a1'.repeat(32),
    '.r.io/a',
    '_r.io/a',
  ])('refuses %j', (text) => {
    expect(parseReference(text).ok).toBe(false);
  });

  it('reports all problems at once', () => {
    expect(parsed('-bad-.io:5/UP:-t@sha256:zz')).toEqual(
      Array.from({ length: 4 }, () => 'reference-invalid'),
    );
  });

  it('does not repeat credentials that were pasted', () => {
    const result = parseReference('https://user:hunter2@r.io/a');
    expect(JSON.stringify(result)).not.toMatch('hunter2');
  });

  it('never throws, and what it accepts is safe to put into a URL and survives formatting (10,000 inputs)', () => {
    const nasty = fc.constantFrom(
      '/',
      ':',
      '@',
      '..',
      '%2f',
      '\n',
      '\u202e',
      ' ',
      '$(',
      '`',
      '//',
      digest,
      'r.io',
      'a',
      'A',
      '#',
      '?',
      '\\',
    );
    const input = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.array(fc.oneof(nasty, fc.string({ maxLength: 4 })), { maxLength: 12 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(input, (text) => {
        const result = parseReference(text);
        if (!result.ok) return result.problems.length > 0;
        const { host, repository, tag = 't' } = result.value;
        expect(isHost(host) && isRepository(repository) && isTag(tag)).toBe(true);
        const url = new URL(`https://${host}/v2/${repository}/manifests/${tag}`);
        expect(url.pathname).toBe(`/v2/${repository}/manifests/${tag}`);
        expect(parsed(formatReference(result.value))).toEqual(result.value);
        return true;
      }),
      { numRuns: 10_000 },
    );
  });

  it('every well-formed reference comes back as it was', () => {
    const component = fc.stringMatching(/^[a-z0-9]{1,8}(?:[._-][a-z0-9]{1,5})?$/);
    const whole = fc.record({
      host: fc.constantFrom('r.io', 'localhost:5000', 'a.b.example:443', '127.0.0.1:1'),
      repository: fc.array(component, { minLength: 1, maxLength: 5 }).map((all) => all.join('/')),
      tag: fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9_.-]{0,40}$/),
      digest: fc.stringMatching(/^[a-f0-9]{64}$/).map((hex) => `sha256:${hex}`),
    });
    fc.assert(
      fc.property(whole, (reference) => {
        expect(parsed(formatReference(reference))).toEqual(reference);
      }),
    );
  });

  it('takes no time on what makes regular expressions backtrack', () => {
    const start = performance.now();
    for (const text of [
      'a-'.repeat(500),
      `${'a.'.repeat(500)}/`,
      `r.io/${'a/'.repeat(500)}`,
      `${'-'.repeat(1000)}a`,
    ])
      parseReference(text);
    expect(performance.now() - start).toBeLessThan(100);
  });
});

it('referenceTarget prefers the digest, then the tag, then latest', () => {
  const at = { host: 'r.io', repository: 'a' };
  expect([{ ...at, tag: 't', digest }, { ...at, tag: 't' }, at].map(referenceTarget)).toEqual([
    digest,
    't',
    'latest',
  ]);
});
