import { unwrap } from '@org/ci-core';
import { expect, it } from 'vitest';
import { addUvMember } from './uv-members';

const add = (text: string, folder = 'apps/orders'): string => unwrap(addUvMember(text, folder));
const table = '[tool.uv.workspace]\n';

it.each([
  ['a single line', `${table}members = ["apps/a"]\n`, `${table}members = ["apps/a", "apps/orders"]\n`],
  ['none yet', `${table}members = []\n`, `${table}members = ["apps/orders"]\n`],
  ['no key', `${table}exclude = ["x"]\n`, `${table}members = ["apps/orders"]\nexclude = ["x"]\n`],
  [
    'lines with comments, and a bracket in one',
    `${table}members = [\n  "apps/a", # ] first\n  # "apps/z",\n  'apps/b' # last, no comma\n] # end\n\n[tool.ruff]\n`,
    `${table}members = [\n  "apps/a", # ] first\n  # "apps/z",\n  'apps/b', # last, no comma\n  "apps/orders",\n] # end\n\n[tool.ruff]\n`,
  ],
  [
    'a comma at the end, before other keys',
    `# mine\n[tool.uv.workspace] # here\nmembers = [\n\t"libs/*",\n]\nexclude = ["libs/old"]\n`,
    `# mine\n[tool.uv.workspace] # here\nmembers = [\n\t"libs/*",\n\t"apps/orders",\n]\nexclude = ["libs/old"]\n`,
  ],
])('adds a member to %s, and changes nothing else', (_, before, after) => {
  expect(add(before)).toBe(after);
  expect(add(after)).toBe(after);
});

it('writes the file where there is none, and the table where it is missing', () => {
  expect(add('')).toMatch(
    /^# The uv workspace.*\n\[tool\.uv\.workspace\]\nmembers = \[\n {4}"apps\/orders",\n\]\n$/,
  );
  expect(add('[tool.ruff]\nline-length = 100')).toContain('line-length = 100\n\n# The uv workspace');
  expect(add(add(''), 'libs/money')).toContain('    "apps/orders",\n    "libs/money",\n]');
});

it('leaves a glob that covers the folder, and asks people where a member is excluded or the table is another', () => {
  const glob = `${table}members = ["apps/*"]\n`;
  expect(add(glob)).toBe(glob);
  for (const odd of [
    `${table}members = ["apps/*"]\nexclude = ["apps/orders"]\n`,
    '[tool.uv]\nworkspace = { members = ["libs/*"] }\n',
    '[tool]\nuv.workspace.members = ["libs/*"]\n',
  ]) {
    const refused = addUvMember(odd, 'apps/orders');
    expect(refused.ok ? [] : refused.problems.map(({ code }) => code)).toEqual(['manifest-invalid']);
  }
  const broken = addUvMember('[tool', 'apps/orders');
  expect(broken.ok ? [] : broken.problems.map(({ code }) => code)).toEqual(['toml-invalid']);
});
