import { expect, it } from 'vitest';
import { packageOf } from './project';

it('reads a package.json with a byte order mark, comments and commas', () => {
  const text = '\uFEFF{ "name": "api", // ours\n "description": "http://x // y", }';
  expect(packageOf({ directory: 'apps/a', files: [], read: () => text })).toEqual({
    name: 'api',
    description: 'http://x // y',
  });
});
