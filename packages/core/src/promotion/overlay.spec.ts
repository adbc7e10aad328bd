import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readOverlayImage, setOverlayDigest } from './overlay';

const digest = `sha256:${'a'.repeat(64)}`;
const set = (content: string, newDigest = digest): string => {
  const result = setOverlayDigest(content, 'payments', 'r.io/payments', newDigest, 'k.yaml');
  if (!result.ok) throw new Error(result.problems[0]?.what);
  return result.value;
};

const generated = `# ours
resources: ['../../base']
# A promotion puts the digest here.
images:
  - name: payments # the service
    newName: old.io/payments
    newTag: unpromoted   # nothing yet

patches:
- path: a.yaml
`;

describe('setOverlayDigest', () => {
  it('replaces the tag by the digest and leaves every other byte', () => {
    expect(set(generated)).toBe(
      generated.replace('old.io', 'r.io').replace('newTag: unpromoted', `digest: ${digest}`),
    );
  });
  it.each([
    [
      'a digest',
      `images:\n- name: payments\n  newName: r.io/payments\n  digest: "sha256:${'b'.repeat(64)}"\n`,
    ],
    ['a digest and a tag', `images:\n- digest: sha256:${'b'.repeat(64)}\n  newTag: x\n  name: payments\n`],
    ['a name alone', 'images:\n- name: payments\nnamespace: a\n'],
    ['a name alone at the end', 'images:\n- name: payments'],
    ['other images', 'images:\n- name: other\n  newTag: "1"\n- name: payments\n  newTag: v1\n'],
    ['another image only', 'images:\n- name: other\n  newTag: "1"\n'],
    ['no images', 'namespace: a # comment\n'],
    ['empty images', 'images:\nnamespace: a\n'],
    ['flow style', 'images: [{name: payments, newTag: x}]\n'],
    ['Windows line ends', 'images:\r\n- name: payments\r\n  newTag: x\r\nnamespace: a\r\n'],
  ])('sets it where there is %s, and twice is once', (_, content) => {
    const once = set(content);
    expect(readOverlayImage(once, 'payments', 'k.yaml')).toEqual({
      ok: true,
      value: { newName: 'r.io/payments', digest },
    });
    expect(once).not.toMatch(/payments[^-]*newTag/);
    expect(set(once)).toBe(once);
  });
  it('keeps the other lines of an entry at their ends', () => {
    expect(set('images:\r\n- name: payments\r\n  newTag: x\r\n')).toBe(
      `images:\r\n- name: payments\r\n  newName: r.io/payments\r\n  digest: ${digest}\r\n`,
    );
  });
  it.each([
    ['not YAML', 'a: [', /./],
    ['no map', '- a\n', /no map/],
    ['images that are no list', 'images: 3\n', /not a list/],
    ['an image twice', 'images:\n- name: payments\n- name: payments\n', /2 times/],
    ['a digest that is none', 'images:\n- name: payments\n  digest: latest\n', /no sha256/],
  ])('refuses %s', (_, content, what) => {
    const result = readOverlayImage(content, 'payments', 'k.yaml');
    expect(result).toMatchObject({ ok: false, problems: [{ code: 'overlay-invalid', where: 'k.yaml' }] });
    if (!result.ok) expect(result.problems[0]?.what).toMatch(what);
  });
  it('never throws, and where it works the digest is set', () => {
    const line = fc.constantFrom(
      'images:',
      '- name: payments',
      '  newTag: x',
      '  digest: &a b',
      '  - *a',
      '#c',
      '---',
      '  newName: |',
      '   z',
      "'",
    );
    const property = fc.property(fc.array(fc.oneof(line, fc.string()), { maxLength: 8 }), (lines) => {
      const result = setOverlayDigest(lines.join('\n'), 'payments', 'r.io/payments', digest, 'k.yaml');
      if (!result.ok) return;
      const read = readOverlayImage(result.value, 'payments', 'k.yaml');
      expect(read).toMatchObject({ ok: true, value: { digest } });
    });
    fc.assert(property, { numRuns: 10_000 });
  }, 60_000);
});
