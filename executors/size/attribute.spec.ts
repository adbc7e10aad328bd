import { describe, expect, it } from 'vitest';
import { attribute, ownerOf } from './attribute';
import { isFileList, ownersIn } from './debian';

const owners = new Map([['usr/lib/libc.so.6', 'libc6']]);

describe('ownerOf', () => {
  it.each([
    ['app/node_modules/fastify/index.js', 'npm fastify'],
    ['app/node_modules/@scope/a/node_modules/b/x.js', 'npm b'],
    ['app/node_modules/@scope/a/x.js', 'npm @scope/a'],
    ['usr/lib/python3/site-packages/django/apps.py', 'python django'],
    ['usr/lib/python3/site-packages/Django-5.2.dist-info/METADATA', 'python Django'],
    ['usr/lib/libc.so.6', 'debian libc6'],
    ['app/dist/main.mjs', '/app/dist'],
    ['usr/share/zoneinfo/Europe/Berlin', '/usr/share'],
    ['top', '/'],
  ])('%s → %s', (path, owner) => {
    expect(ownerOf(path, owners)).toBe(owner);
  });
});

describe('attribute', () => {
  it('adds up, largest first, and a later layer replaces a file', () => {
    const files = [
      { path: 'app/a', bytes: 5 },
      { path: 'app/node_modules/x/i.js', bytes: 9 },
      { path: 'app/a', bytes: 2 },
    ];
    expect(attribute(files, owners)).toEqual([
      { name: 'npm x', bytes: 9 },
      { name: '/app', bytes: 2 },
    ]);
  });
});

describe('lists of Debian packages', () => {
  it.each([
    ['var/lib/dpkg/info/libc6:amd64.list', '/.\n/usr/lib/libc.so.6\n', [['usr/lib/libc.so.6', 'libc6']]],
    [
      'var/lib/dpkg/status.d/libc6.md5sums',
      `${'a'.repeat(32)}  usr/lib/libc.so.6\n`,
      [['usr/lib/libc.so.6', 'libc6']],
    ],
  ])('%s', (path, text, expected) => {
    expect(isFileList(path)).toBe(true);
    expect(ownersIn(path, text)).toEqual(expected);
  });

  it('are not other files', () => {
    expect(isFileList('var/lib/dpkg/status.d/libc6')).toBe(false);
  });
});
