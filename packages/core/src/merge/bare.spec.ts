import { expect, it } from 'vitest';
import { mergeFile } from './merge-file';

it.each([
  ['# \n', '# our own\n', '# theirs\n'],
  ['', '# our own\n', '# theirs\n'],
  ['a: 1\n', '# all of it is gone\n', 'a: 2\n'],
  ['# \n', 'name: Ours\n', '# theirs\n'],
  ['# \n', '# our own\n', 'a: 1\n'],
])('a file without anything but comments loses none of yours: %j, %j, %j', (base, mine, theirs) => {
  for (const path of ['.github/workflows/ci.yml', 'apps/a/Dockerfile'])
    expect(mergeFile(path, { base, mine, theirs }).text).toContain(mine.trimEnd());
});

it('a file of comments that nobody else touched follows the standard', () => {
  expect(mergeFile('x.yml', { base: '# a\n', mine: '# a\n', theirs: '# b\n' })).toEqual({
    text: '# b\n',
    conflicts: [],
  });
});
