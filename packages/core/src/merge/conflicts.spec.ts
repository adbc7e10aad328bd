import { describe, expect, it } from 'vitest';
import { mergeFile } from './merge-file';

const open: readonly (readonly [
  name: string,
  path: string,
  base: string,
  mine: string,
  theirs: string,
  conflicts: object[],
])[] = [
  [
    'a downgrade by mine',
    'w.yml',
    'uses: a/b@v7\n',
    'uses: a/b@v6\n',
    'uses: a/b@v8\n',
    [{ at: 'uses', kind: 'changed' }],
  ],
  [
    'two digests of one tag',
    'c.yaml',
    `image: a:1@sha256:${'0'.repeat(64)}\n`,
    `image: a:1@sha256:${'1'.repeat(64)}\n`,
    `image: a:1@sha256:${'2'.repeat(64)}\n`,
    [{ at: 'image', kind: 'changed' }],
  ],
  [
    'another variant of an image',
    'c.yaml',
    'image: a:1-slim\n',
    'image: a:1-alpine\n',
    'image: a:2-slim\n',
    [{ at: 'image', kind: 'changed' }],
  ],
  ...['ARG', 'ENV', 'LABEL'].map((keyword): (typeof open)[number] => {
    const text = (value: number): string => `FROM node AS build\n${keyword} ONE=${value}\n${keyword} TWO=a\n`;
    const at = `[build][${keyword} ONE].ONE`;
    return [`a value of ${keyword}`, 'Dockerfile', text(1), text(2), text(3), [{ at, kind: 'changed' }]];
  }),
  [
    'a command of which both change a word: its words belong together',
    'a.json',
    '{ "command": ["a", "--b=1"] }\n',
    '{ "command": ["m", "--b=1"] }\n',
    '{ "command": ["a", "--b=2"] }\n',
    [{ at: 'command', kind: 'changed' }],
  ],
  ['two other ports', 'c.yaml', 'port: 30\n', 'port: 40\n', 'port: 50\n', [{ at: 'port', kind: 'changed' }]],
  [
    'a step without a name that mine deleted',
    'w.yml',
    's:\n  - run: npm ci\n  - run: b\n',
    's:\n  - run: b\n',
    's:\n  - run: npm ci --x\n  - run: b\n',
    [{ kind: 'deleted-by-you', mine: null, after: '' }],
  ],
  [
    'a stage that the standard renames, and from which mine copies anew',
    'Dockerfile',
    'FROM a AS x\nRUN y\nFROM b\nCOPY --from=x /o /o\n',
    'FROM a AS x\nRUN y\nFROM b\nCOPY --from=x /o /o\nCOPY --from=x /p /p\n',
    'FROM a AS z\nRUN y\nFROM b\nCOPY --from=z /o /o\n',
    [{ at: '', kind: 'file' }],
  ],
  [
    'a stage that mine renames, and from which the standard starts another one',
    'Dockerfile',
    'FROM a AS x\nRUN y\n',
    'FROM a AS m\nRUN y\n',
    'FROM a AS x\nRUN y\nFROM x AS t\nRUN --mount=type=bind,from=x true\n',
    [{ at: '', kind: 'file' }],
  ],
  [
    'a remark on what the standard deletes',
    'w.yml',
    'a: 1\nb: 1\n',
    'a: 1\n# mine\nb: 1\n',
    'a: 1\n',
    [{ at: 'b', kind: 'deleted-by-standard', mine: '# mine\nb: 1', theirs: null }],
  ],
  [
    'an empty mapping that the standard has put in place of a text',
    'w.yml',
    'permissions: read-all\n',
    'permissions:\n  contents: read\n',
    'permissions: {}\n',
    [{ at: 'permissions', kind: 'changed', theirs: 'permissions: {}' }],
  ],
  [
    'an empty list that mine has put in place of a text',
    'w.yml',
    'needs: a\n',
    'needs: []\n',
    'needs: [a, b]\n',
    [{ at: 'needs', kind: 'changed' }],
  ],
  [
    'a changed argument list',
    'c.yaml',
    'command: [a]\n',
    'command: [a, m]\n',
    'command: [a, t]\n',
    [{ at: 'command', kind: 'changed', mine: 'command: [a, m]' }],
  ],
  [
    'one text of a list replaced by two others',
    'w.yml',
    'b: [main]\n',
    'b: [master]\n',
    'b: [trunk]\n',
    [{ at: 'b[master]', mine: '- master', theirs: '- trunk' }],
  ],
  [
    'the same lines of a script',
    'w.yml',
    'run: |\n  a\n  b\n',
    'run: |\n  a\n  m\n',
    'run: |\n  a\n  t\n',
    [{ at: 'run', mine: 'run: |\n  a\n  m' }],
  ],
  [
    'the order of steps',
    'w.yml',
    's:\n  - id: a\n  - id: b\n  - id: c\n',
    's:\n  - id: b\n  - id: a\n  - id: c\n',
    's:\n  - id: a\n  - id: c\n  - id: b\n',
    [{ at: 's', kind: 'order', mine: 'b\na\nc', theirs: 'a\nc\nb' }],
  ],
  [
    'the command of an image',
    'Dockerfile',
    'FROM a\nCMD ["x"]\n',
    'FROM a\nCMD ["x", "m"]\n',
    'FROM a\nCMD ["x", "t"]\n',
    [{ at: '[a][CMD]', kind: 'changed' }],
  ],
  ['a key that mine has twice', 'w.yml', 'a: 1\n', 'a: 1\na: 2\n', 'a: 3\n', [{ at: '', kind: 'file' }]],
  ['conflict markers', 'w.yml', 'a: 1\n', '<<<<<<< x\na: 1\n', 'a: 3\n', [{ at: '', kind: 'file' }]],
];

describe('keeps mine, and asks', () => {
  it.each(open)('%s', (_name, path, base, mine, theirs, conflicts) => {
    const merged = mergeFile(path, { base, mine, theirs });
    expect(merged.conflicts).toMatchObject(conflicts);
    expect(merged.conflicts).toHaveLength(conflicts.length);
    expect(merged.text).toBe(mine);
  });
});
