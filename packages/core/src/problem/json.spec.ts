import { expect, it } from 'vitest';
import { parseJsonText } from './json';

it.each([['{"a": 1, "a": 1}'], ['{"a": {"b": [{"c": 1, "c": 2}]}}'], ['{"a\\"": 1,\n "a\\"": 2}']])(
  'finds the key that is there twice: %s',
  (text) => {
    expect(parseJsonText(text)).toMatchObject({
      ok: false,
      what: expect.stringMatching(/unique/i) as string,
    });
  },
);

it.each(['{"a": "\\"b\\": 1", "c": {"a": ":"}}', '[{"a": 1}, {"a": 1}]', '"a"', 'null', '{"": ""}'])(
  'reads %s',
  (text) => {
    expect(parseJsonText(text)).toEqual({ ok: true, value: JSON.parse(text) as unknown });
  },
);

it('says what is wrong with the rest', () => {
  expect(parseJsonText('{')).toMatchObject({ ok: false });
});
