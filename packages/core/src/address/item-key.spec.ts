import { describe, expect, it } from 'vitest';
import { isSeq, parseAllDocuments, parseDocument, type Document } from 'yaml';
import { documentKeys, itemIndex, itemKeys, withoutRef } from './item-key';

const itemsOf = (text: string): readonly unknown[] => {
  const { contents } = parseDocument(text);
  return isSeq(contents) ? contents.items : [];
};
const keys = (text: string, list?: string) => itemKeys(itemsOf(text), list);

describe('what an item is called', () => {
  it.each<[string, (string | undefined)[]]>([
    ['[{ name: n, id: i, uses: a/b@v1 }, { uses: a/b@v1, name: n2 }]', ['i', 'n2']],
    ['[{ uses: actions/checkout@1234 }, { run: x }]', ['actions/checkout', undefined]],
    ['[{ uses: a/b@v1 }, { uses: a/b@v2, with: {} }]', [undefined, undefined]],
    ['[{ containerPort: 80 }, { containerPort: 81 }]', ['80', '81']],
    ['[{ topologyKey: zone }]', ['zone']],
    ['[ALL, 1, true, null, ""]', ['ALL', '1', 'true', undefined, undefined]],
    ['[a, a, b]', [undefined, undefined, 'b']],
    ['[{ name: 1 }, [a]]', ['1', undefined]],
    ['[{ name: x, id: y }, { id: x }]', ['y', 'x']],
    ['[{ name: x, path: p }, { id: x }]', ['p', 'x']],
  ])('%s', (text, expected) => {
    expect(keys(text)).toEqual(expected);
  });

  it('is Kubernetes’ own merge key where that is not the name: one more mount renames none', () => {
    const one = '[{ name: tmp, mountPath: /tmp }]';
    expect(keys(one, 'volumeMounts')).toEqual(['/tmp']);
    expect(keys(one, 'containers')).toEqual(['tmp']);
    expect(keys('[{ name: tmp, mountPath: /tmp }, { name: tmp, mountPath: /x }]', 'volumeMounts')).toEqual([
      '/tmp',
      '/x',
    ]);
  });
});

it.each([
  ['actions/checkout@v4', 'actions/checkout'],
  ['./.github/actions/x', './.github/actions/x'],
  ['docker://node:24@sha256:00', 'docker://node'],
  ['docker://127.0.0.1:5000/node', 'docker://127.0.0.1:5000/node'],
  ['@scope/x', '@scope/x'],
])('%s without its ref is %s', (uses, expected) => {
  expect(withoutRef(uses)).toBe(expected);
});

describe('itemIndex', () => {
  const mounts = itemsOf(
    '[{ name: a, mountPath: /a }, { name: b, mountPath: /b }, { name: b, mountPath: /c }]',
  );
  it.each([
    ['/b', 1],
    ['a', 0],
    ['b', undefined],
    ['/d', undefined],
  ])('%s: %s', (key, index) => {
    expect(itemIndex(mounts, key, 'volumeMounts')).toBe(index);
  });
});

it('calls documents by kind and name, where that is unique', () => {
  const stream = parseAllDocuments(
    'kind: A\nmetadata: { name: x }\n---\nkind: A\nmetadata: { name: y }\n---\nkind: B\n---\n- 1\n---\nkind: C\n---\nkind: C\n',
  ) as Document[];
  expect(documentKeys(stream)).toEqual(['A/x', 'A/y', 'B', undefined, undefined, undefined]);
});
