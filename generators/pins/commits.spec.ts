import { pinKey, type PinLock, type Standard } from '@org/ci-core';
import { standard as ours } from '@org/ci-standard';
import { describe, expect, it } from 'vitest';
import { commitsInUse, lockedCommit, pinMoved } from './commits';
import { formatPins, withResolved } from './lock';

const sha = (digit: string): string => digit.repeat(40);
const standard = (actions: Standard['pins']['actions'], hooks = {}): Standard => ({
  ...ours,
  pins: { ...ours.pins, actions, hooks },
});
const commit = (name: string, version: string, digit: string) => ({ [name]: { version, sha: sha(digit) } });

describe('commitsInUse', () => {
  const used = (standards: Standard[], lock: PinLock = { images: {} }): string[] =>
    commitsInUse(standards, lock).map(({ kind, name, version }) => `${kind} ${name} ${version}`);

  it('is what standards name by tag alone, and what a bot bumped', () => {
    const one = standard(
      { ...commit('a/settled', 'v1', '1'), 'a/tag': { version: 'v2' }, ...commit('a/bumped', 'v1', '2') },
      { 'https://example.com/h': { version: 'v3' } },
    );
    const lock = {
      images: {},
      actions: { ...commit('a/bumped', 'v1.1', '3'), ...commit('a/gone', 'v1', '4') },
    };
    expect(used([one], lock)).toEqual([
      'actions a/bumped v1.1',
      'actions a/tag v2',
      'hooks https://example.com/h v3',
    ]);
    expect(used([one])).toEqual(['actions a/tag v2', 'hooks https://example.com/h v3']);
  });
  it('is the newest where two standards differ', () => {
    const versions = ['v1.9.0', 'v1.10.0'].map((version) => standard({ 'a/tag': { version } }));
    expect(used(versions)).toEqual(['actions a/tag v1.10.0']);
  });
  it('knows a commit of the lock by its version', () => {
    const lock = { images: {}, actions: commit('a/tag', 'v2', '5') };
    expect(lockedCommit(lock, { kind: 'actions', name: 'a/tag', version: 'v2' })).toBe(sha('5'));
    expect(lockedCommit(lock, { kind: 'actions', name: 'a/tag', version: 'v3' })).toBeUndefined();
    expect(pinMoved({ kind: 'actions', name: 'a/tag', version: 'v2' }, sha('5'), sha('6')).what).toBe(
      'v2 was commit 555555555555 and is 666666666666 now: the tag was moved',
    );
  });
});

describe('withResolved', () => {
  const digest = `sha256:${'1'.repeat(64)}`;
  const one = { kind: 'actions', name: 'a/tag', version: 'v2', sha: sha('5') } as const;
  const lock = withResolved(
    { images: {} },
    { images: { 'node:24': digest }, commits: [one], today: '2026-01-01' },
  );

  it('has the day of everything that was resolved', () => {
    expect(lock).toMatchObject({
      images: { 'node:24': digest },
      actions: commit('a/tag', 'v2', '5'),
      resolved: { [pinKey('node:24', digest)]: '2026-01-01', [pinKey('a/tag', sha('5'))]: '2026-01-01' },
    });
  });
  it('forgets days of pins that are gone, and keeps the others', () => {
    const moved = { ...one, sha: sha('6') };
    expect(withResolved(lock, { images: {}, commits: [moved], today: '2026-02-01' }).resolved).toEqual({
      [pinKey('node:24', digest)]: '2026-01-01',
      [pinKey('a/tag', sha('6'))]: '2026-02-01',
    });
  });
  it('is written sorted and without empty groups', () => {
    expect(formatPins({ images: { b: digest, a: digest }, actions: {} })).toBe(
      `{\n  "images": {\n    "a": "${digest}",\n    "b": "${digest}"\n  }\n}\n`,
    );
  });
});
