import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { giveBack, ownFile } from './own';

const manifest = `# What this service is
name:   a     # odd spacing
port: 3000
`;
const mine = { owner: 'service', reason: 'Ours: needs "ffmpeg"', until: '2027-01-31' } as const;

describe('ownFile', () => {
  it('adds an entry and changes no other byte', () => {
    const text = ownFile(manifest, 'k8s/base/route.yaml', mine);
    expect(text.startsWith(manifest)).toBe(true);
    expect(parse(text)).toEqual({ name: 'a', port: 3000, files: { 'k8s/base/route.yaml': mine } });
  });

  it('adds to those that are there, and changes one that is', () => {
    const one = ownFile(manifest, 'Dockerfile', mine);
    const two = ownFile(`${one}    # keep\n`, 'compose.yaml', { owner: 'service', reason: 'other' });
    expect(parse(two)).toMatchObject({ files: { Dockerfile: mine, 'compose.yaml': { reason: 'other' } } });
    const changed = ownFile(two, 'Dockerfile', { owner: 'service', reason: 'new' });
    expect(parse(changed)).toMatchObject({ files: { Dockerfile: { owner: 'service', reason: 'new' } } });
    expect((parse(changed) as { files: { Dockerfile: object } }).files.Dockerfile).not.toHaveProperty(
      'until',
    );
    expect(ownFile('name: a\nfiles: {}\n', 'x', mine)).toContain('files:\n  x:\n    owner: service\n');
  });

  it('keeps CRLF and a byte order mark', () => {
    const windows = `\uFEFF${manifest.replaceAll('\n', '\r\n')}`;
    const text = ownFile(windows, 'x', mine);
    expect(text.startsWith(windows)).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toContain('\n');
    expect(giveBack(text, 'x')).toBe(windows);
  });
});

describe('what is written in another way than it would be printed', () => {
  const own = `${manifest}overrides:\n- { file: a,op: remove, at: x }\n- file: b\n  value: |\n    one\n     two`;

  it.each([
    ['without an end of the last line', own],
    ['with a comment at the end', `${own}\n# the end\n`],
  ])('stays: %s', (_, text) => {
    const owned = ownFile(text, 'x', mine);
    for (const line of text.split('\n')) expect(owned.split('\n')).toContain(line);
    expect(parse(owned)).toMatchObject({ files: { x: mine } });
    expect(giveBack(owned, 'x')).toBe(text);
  });
});

describe('giveBack', () => {
  it('is the reverse', () => {
    expect(giveBack(ownFile(manifest, 'x', mine), 'x')).toBe(manifest);
    const two = ownFile(ownFile(manifest, 'x', mine), 'y', mine);
    expect(giveBack(two, 'y')).toBe(ownFile(manifest, 'x', mine));
  });

  it('changes nothing where there is no entry, or no mapping', () => {
    expect(giveBack(manifest, 'x')).toBe(manifest);
    expect(giveBack('- a   \n', 'x')).toBe('- a   \n');
  });
});
