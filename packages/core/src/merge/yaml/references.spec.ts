import { expect, it } from 'vitest';
import { mergeFile } from '../merge-file';

const workflow = (job: string, id: string, more: string): string =>
  [
    'jobs:',
    `  ${job}:`,
    '    steps:',
    `      - id: ${id}`,
    '        run: make',
    '      - name: Other',
    '        run: test',
    '',
  ].join('\n') + more;
const next = (job: string): string => `  publish:\n    needs: [${job}]\n    steps:\n      - run: push\n`;
const base = workflow('verify', 'meta', '');
const using = base.replace('run: test', 'run: test ${{ steps.meta.outputs.tag }}');
const compose = (name: string, more: string): string => `services:\n  ${name}:\n    image: a\n${more}`;

it.each([
  [
    'a job that mine renamed',
    { base, mine: workflow('check', 'meta', ''), theirs: workflow('verify', 'meta', next('verify')) },
  ],
  [
    'a job that the standard renamed',
    { base, mine: workflow('verify', 'meta', next('verify')), theirs: workflow('check', 'meta', '') },
  ],
  ['a step that mine renamed', { base, mine: workflow('verify', 'tags', ''), theirs: using }],
  [
    'a step that mine renamed, in brackets',
    {
      base,
      mine: workflow('verify', 'tags', ''),
      theirs: base.replace('run: test', `run: test \${{ steps['meta'].outputs.tag }}`),
    },
  ],
  [
    'a service that mine renamed',
    {
      base: compose('db', ''),
      mine: compose('postgres', ''),
      theirs: compose(
        'db',
        '  app:\n    image: b\n    depends_on:\n      db: { condition: service_healthy }\n',
      ),
    },
  ],
])('nothing refers to %s: the file is to be decided on as a whole', (_, sides) => {
  const { text, conflicts } = mergeFile('compose.yaml', sides);
  expect(text).toBe(sides.mine);
  expect(conflicts.map(({ kind, at }) => [kind, at])).toEqual([['file', '']]);
});

it.each([
  [
    'both have it',
    {
      base,
      mine: base.replace('run: make', 'run: make all'),
      theirs: workflow('verify', 'meta', next('verify')),
    },
  ],
  [
    'one side lacks it already',
    {
      base: workflow('verify', 'meta', next('gone')),
      mine: workflow('verify', 'meta', next('gone')).replace('run: make', 'run: make all'),
      theirs: workflow('verify', 'meta', next('gone')).replace('run: push', 'run: push it'),
    },
  ],
  ['it is asked for by its id', { base, mine: base.replace('run: make', 'run: make all'), theirs: using }],
])('merges where %s', (_, sides) => {
  const { text, conflicts } = mergeFile('.github/workflows/ci.yml', sides);
  expect(conflicts).toEqual([]);
  expect(text).toContain('run: make all');
});
