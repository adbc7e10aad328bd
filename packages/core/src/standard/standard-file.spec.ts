import { describe, expect, it } from 'vitest';
import { parseStandardFile } from '../manifest/parse';

const problems = (text: string): string[] => {
  const result = parseStandardFile(text, 'standard.yaml');
  return result.ok ? [] : result.problems.map(({ where, what }) => `${where}: ${what}`);
};

describe('standard.yaml', () => {
  it('may be almost empty', () => {
    expect(problems('labels: {}\n')).toEqual([]);
  });
  it.each([
    ['pins: { actions: { checkout: { version: v1 } } }', /owner\/repository/],
    ['pins: { actions: { a/b: { version: v1, sha: abc } } }', /40 hexadecimal/],
    [`pins: { actions: { a/b: { version: v1, sha: ${'1'.repeat(40)} } } }`, /quote it/],
    ['pins: { actions: { a/b: { version: "-x" } } }', /a version is a tag/],
    ['pins: { hooks: { "ext::sh -c id": { version: v1 } } }', /https URL/],
    ['pins: { hooks: { "https://user:word@example.com/a": { version: v1 } } }', /https URL/],
    ['pins: { images: { base: node } }', /name:tag/],
    ['pins: { digests: { "node:24": sha256:1 } }', /64 hexadecimal/],
    ['gates: { scan: { high: -1 } }', /gates\.scan\.high/],
    ['gates: { loosened: { scan.high: why } }', /at least 8/],
    ['gates: { scann: {} }', /unknown key "scann"/],
    ['environments: [{ name: a }, { name: a }]', /named twice/],
    ['labels: { app.kubernetes.io/name: x }', /are set already/],
    ['labels: { team: "two words" }', /label’s value/],
    ['forbid: [{ option: database }]', /forbid\[0\]\.reason/],
    ['overrides: [{ file: ../x, op: remove, at: a }]', /stays in its folder/],
    ['overrides: [{ file: x, op: patch, at: a }]', /overrides\[0\]\.op/],
  ])('refuses %s', (text, message) => {
    expect(problems(text)).toEqual([expect.stringMatching(message)]);
  });
});
