import { applyOverrides, documentKeys, type RenderedFile } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments, type Document } from 'yaml';
import { generated } from './testing/standard';

const structured = [...generated().values()].filter(({ path }) => /\.(ya?ml|json)$/.test(path));

/** The file with one more key in its last document. */
function withKey(file: RenderedFile): string {
  const documents = parseAllDocuments(file.text) as Document[];
  const at = documents.length > 1 ? `[${documentKeys(documents).at(-1) ?? ''}].x-added` : 'x-added';
  const one = { op: 'add', value: 1, file: file.path, at, source: 'here' } as const;
  const outcome = applyOverrides([file], [one], { level: 'service', directory: '' });
  expect(outcome.problems).toEqual([]);
  return outcome.files[0]?.text ?? '';
}

it('there are files with addresses', () => {
  expect(structured.length).toBeGreaterThan(20);
});

describe.each(structured.map((file) => [file.path, file] as const))('%s', (path, file) => {
  it('gets one more key, and changes in no other byte', () => {
    const text = withKey(file);
    const line = path.endsWith('.json') ? /,\n\s*"x-added": 1(?=\n\}\n$)/ : /(?<=\n)\n?x-added: 1\n$/;
    expect(text).toMatch(line);
    expect(text.replace(line, '')).toBe(file.text);
  });
});
