import { expect, it } from 'vitest';
import { formatJournal, isDue, journalText, parseJournal, wholeOf } from './journal';

const bytes = (...values: number[]): Uint8Array => Uint8Array.from(values);

it.each([
  ['text', bytes(0x61, 0xc3, 0xa9, 0x0a), undefined],
  ['a byte order mark', bytes(0xef, 0xbb, 0xbf, 0x61), undefined],
  ['no UTF-8', bytes(0x61, 0xff, 0x00, 0xe9, 0x0a), 'base64'],
  ['nothing', bytes(), undefined],
])('gives back each byte of %s', (_, held, encoding) => {
  const entry = { path: 'a', before: null, ...journalText(held) };
  expect(entry.encoding).toBe(encoding);
  const [read] = parseJournal(formatJournal([entry])) ?? [];
  expect(read && wholeOf(read)).toEqual(held);
});

it('finds a file of any bytes half written', () => {
  const whole = bytes(0xff, 0xfe, 0x61);
  const entry = { path: 'a', before: 'other', ...journalText(whole) };
  const held = (part: Uint8Array) => ({ bytes: part, hash: 'none' });
  expect(isDue(entry, held(whole.subarray(0, 2)))).toBe(true);
  expect(isDue(entry, held(whole))).toBe(false);
  expect(isDue(entry, held(bytes(0x61)))).toBe(false);
});

it.each([
  ['apps/a.yaml', true],
  [`.ci/base/${'x'.repeat(200)}.base`, true],
  ['x'.repeat(201), false],
  ['.ci/base/../../etc/passwd.base', false],
  ['.ci/base//etc/passwd.base', false],
])('may speak of %s: %s', (path, isAllowed) => {
  const read = parseJournal(formatJournal([{ path, before: null, text: 'a' }]));
  expect(read !== undefined).toBe(isAllowed);
});

it('reads a log without encodings', () => {
  const text = '{"schema":1,"changes":[{"path":"a","before":null,"text":"b"}]}';
  expect(parseJournal(text)).toEqual([{ path: 'a', before: null, text: 'b' }]);
});

it('is not whole where a text is not what its encoding says', () => {
  const text = '{"schema":1,"changes":[{"path":"a","before":null,"text":"b$","encoding":"base64"}]}';
  expect(parseJournal(text)).toBeUndefined();
});
