import { describe, expect, it } from 'vitest';
import { formatLock, parseLock } from './lock';

describe('a lock', () => {
  const entry = { ownership: 'merged', hash: '0'.repeat(64), mode: '644' };
  const text = (path: string): string =>
    JSON.stringify({
      schema: 1,
      standard: { name: '@org/ci-standard', version: '1.0.0' },
      files: { [path]: entry },
      pending: [],
    });

  it('survives being written and read', () => {
    const parsed = parseLock(text('apps/a/Dockerfile'), 'lock');
    expect(parsed.ok && parseLock(formatLock(parsed.value), 'lock')).toEqual(parsed);
  });

  it('has one text, in whatever order its parts were made', () => {
    const pending = { version: '1.0.0', path: 'a', theirs: null, mine: null, base: null, kind: 'proposed', at: 'x' } as const; // prettier-ignore
    const file = {
      existed: true,
      deleted: true,
      mode: '644',
      hash: entry.hash,
      ownership: 'merged',
    } as const;
    const standard = { name: '@org/ci-standard', version: '1.0.0' };
    const written = formatLock({ schema: 1, standard, files: { a: file }, pending: [pending] });
    const read = parseLock(written, 'lock');
    expect(read.ok && formatLock(read.value)).toBe(written);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'a/../../b', '..', 'C:\\a', 'a\u0000b'])(
    'with the path %j is refused',
    (path) => {
      expect(parseLock(text(path), 'lock').ok).toBe(false);
    },
  );

  it('that is huge, or has a key twice as after a bad merge, is a problem with a way back', () => {
    const twice = text('a').replace('"files":{', '"files":{"a":{},');
    for (const [bad, code] of [
      [twice, 'lock-syntax'],
      [' '.repeat(5_000_001), 'lock-too-large'],
      [text('a').replace('1.0.0', 'latest'), 'lock-invalid'],
      [text('a').replace('000', 'xyz'), 'lock-invalid'],
      [`<<<<<<< HEAD\n${text('a')}`, 'lock-syntax'],
    ] as const) {
      const parsed = parseLock(bad, 'lock');
      expect(parsed).toMatchObject({
        ok: false,
        problems: [{ code, where: expect.stringContaining('lock') as string }],
      });
      expect(parsed.ok ? '' : parsed.problems[0]?.fix).toContain('nx g @org/ci:repair');
    }
  });

  it.each(['', '[]', '{', 'null', '{"schema":2}'])('of %j is a problem, not an exception', (damaged) => {
    expect(parseLock(damaged, 'lock')).toMatchObject({ ok: false });
  });

  it('lists what waits by file and place, in whatever order it was found', () => {
    const standard = { name: '@acme/std', version: '2.0.0' };
    const one = { kind: 'changed', base: '1', mine: '2', theirs: '3', version: '2.0.0' } as const;
    const places = [
      ['b', 'x'],
      ['a', 'y'],
      ['b', 'a'],
      ['a', 'x'],
    ] as const;
    const order = (list: typeof places | readonly (typeof places)[number][]): string =>
      formatLock({
        schema: 1,
        standard,
        files: {},
        pending: list.map(([path, at]) => ({ ...one, path, at })),
      });
    expect(order([...places].reverse())).toBe(order(places));
    const { pending } = JSON.parse(order(places)) as { pending: { path: string; at: string }[] };
    const listed = pending.map(({ path, at }) => path + at);
    expect(listed).toEqual(['ax', 'ay', 'ba', 'bx']);
  });
});
