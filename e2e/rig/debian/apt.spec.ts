import { describe, expect, it } from 'vitest';
import { formatAptConfig } from './apt-config.js';
import { parseUris, selectPackages } from './archive.js';
import { formatStatus, withoutPackages } from './dpkg-status.js';
import { formatSources, parseMirror } from './sources.js';

describe('parseMirror', () => {
  it.each([
    [
      'deb822',
      'Types: deb\nURIs: http://mirror.example/debian\nSuites: bookworm\n',
      'http://mirror.example/debian',
    ],
    [
      'one line',
      'deb [signed-by=/k.gpg] https://m.example/debian/ trixie main\n',
      'https://m.example/debian/',
    ],
    ['one line without options', '# deb\ndeb http://m.example/debian trixie main', 'http://m.example/debian'],
    ['security only', 'URIs: http://mirror.example/debian-security\n', undefined],
    ['a vendor only', 'deb https://vendor.example/apt stable main', undefined],
  ])('%s', (_name, text, mirror) => {
    expect(parseMirror(['# nothing here\n', text])).toBe(mirror);
  });
});

it('names every suite with keyring and architecture', () => {
  const options = {
    mirror: 'http://m/debian',
    suites: ['forky', 'bookworm'],
    keyring: '/k',
    architecture: 'arm64',
  };
  expect(formatSources(options)).toBe(
    'deb [signed-by=/k arch=arm64] http://m/debian forky main\ndeb [signed-by=/k arch=arm64] http://m/debian bookworm main\n',
  );
});

it('keeps apt’s whole state below one folder', () => {
  const config = formatAptConfig('/cache/apt', 'amd64');
  const folders = [...config.matchAll(/^Dir::\S+ "([^"]*)";$/gm)].map((match) => match[1]);
  expect(folders.length).toBeGreaterThanOrEqual(9);
  expect(folders.filter((folder) => !folder?.startsWith('/cache/apt') && folder !== '/dev/null')).toEqual([]);
  expect(config).not.toMatch(/AllowInsecure|AllowUnauthenticated|\[trusted/);
});

it('reads a closure, sorted, with epochs', () => {
  const text = [
    "'http://m/pool/z/zlib1g_1.3_amd64.deb' zlib1g_1%3a1.3.dfsg-1_amd64.deb 100 SHA256:ab",
    "'http://m/pool/a/apt_3.0.3_amd64.deb' apt_3.0.3_amd64.deb 1 SHA256:cd",
    'NOTE: something else',
  ].join('\n');
  const archives = parseUris(text);
  expect(archives.map(({ file }) => file)).toEqual([
    'apt_3.0.3_amd64.deb',
    'zlib1g_1%3a1.3.dfsg-1_amd64.deb',
  ]);
  expect(selectPackages(archives)).toEqual(['apt=3.0.3', 'zlib1g=1:1.3.dfsg-1']);
});

it('turns index stanzas into a dpkg database', () => {
  const stanzas = `Package: a
Version: 1
Description: first
 more of it
Description-md5: 0
Filename: pool/a.deb
SHA256: 1

Package: b
Version: 2
`;
  expect(formatStatus(stanzas)).toBe(`Package: a
Status: install ok installed
Version: 1
Description: first
 more of it

Package: b
Status: install ok installed
Version: 2
`);
});

it('leaves out of a dpkg database what a newer version takes the place of', () => {
  const status = 'Package: a\nVersion: 1\n\nPackage: ab\nVersion: 2\n';
  expect(withoutPackages(status, new Set(['a']))).toBe('Package: ab\nVersion: 2\n');
  expect(withoutPackages('', new Set(['a']))).toBe('');
});
