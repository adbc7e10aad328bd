import { describe, expect, it } from 'vitest';
import type { CommitPin } from '../standard/data';
import { base, sha } from '../standard/testing/base';
import { compareVersions } from './compare-versions';
import { effectivePins, pinKey } from './effective-pins';
import { oldPins } from './old-pins';
import type { PinLock } from './pin-lock';

const digest = (digit: string): string => `sha256:${digit.repeat(64)}`;

describe('compareVersions', () => {
  it('orders tags as people do', () => {
    const ordered = [
      'v1',
      '1.2.0-rc.1',
      '1.2.0-rc.2',
      '1.2.0-rc.10',
      'v1.2.0',
      'v1.10',
      'v1.10.0.1',
      '2.0.0',
      'v10',
    ];
    for (const [index, version] of ordered.entries())
      for (const [other, text] of ordered.entries())
        expect(Math.sign(compareVersions(version, text)), `${version} ${text}`).toBe(
          Math.sign(index - other),
        );
  });
  it.each([
    ['v4', 'v4.0.0'],
    ['v1.2.0', '1.2.0'],
    ['1.0.0+a', '1.0.0+b'],
  ])('%s is as new as %s', (a, b) => {
    expect(compareVersions(a, b)).toBe(0);
  });
});

describe('effectivePins', () => {
  const action = (ours: CommitPin, locked?: { version: string; sha: string }): CommitPin | undefined => {
    const lock: PinLock = { images: {}, ...(locked && { actions: { 'actions/checkout': locked } }) };
    const pins = { ...base.pins, actions: { 'actions/checkout': ours } };
    return effectivePins({ ...base, pins }, lock).standard.pins.actions['actions/checkout'];
  };
  const ours = { version: 'v7.0.0', sha: sha('a') };
  it.each<[string, CommitPin, { version: string; sha: string } | undefined, CommitPin]>([
    ['nothing is locked', ours, undefined, ours],
    ['a bot was faster', ours, { version: 'v7.0.1', sha: sha('d') }, { version: 'v7.0.1', sha: sha('d') }],
    ['the standard was faster', ours, { version: 'v6.9.9', sha: sha('d') }, ours],
    ['a tag was moved', ours, { version: 'v7.0.0', sha: sha('d') }, ours],
    [
      'the standard has a version only',
      { version: 'v7' },
      { version: 'v7', sha: sha('d') },
      { version: 'v7', sha: sha('d') },
    ],
    ['and a newer one', { version: 'v8' }, { version: 'v7', sha: sha('d') }, { version: 'v8' }],
  ])('%s', (_, standard, locked, expected) => {
    expect(action(standard, locked)).toEqual(expected);
  });

  it('does the same for hooks, and knows no pin that the standard does not have', () => {
    const url = 'https://example.com/hooks';
    const newer = { version: 'v2.0.0', sha: sha('e') };
    const { standard } = effectivePins(base, {
      images: {},
      hooks: { [url]: newer },
      actions: { 'a/b': newer },
    });
    expect(standard.pins.hooks).toEqual({ [url]: newer });
    expect(standard.pins.actions).toEqual(base.pins.actions);
    expect(base.pins.hooks[url]?.version, 'the input stays').toBe('v1.0.0');
  });

  const image = (dates: { ours?: string; locked?: string }): string | undefined => {
    const resolved = (id: string, day?: string) =>
      day ? { resolved: { [pinKey('postgres:17', id)]: day } } : {};
    const pins = {
      ...base.pins,
      digests: { 'postgres:17': digest('1') },
      ...resolved(digest('1'), dates.ours),
    };
    const lock = { images: { 'postgres:17': digest('2') }, ...resolved(digest('2'), dates.locked) };
    return effectivePins({ ...base, pins }, lock).pins.images['postgres:17'];
  };
  it.each([
    [{}, '2'],
    [{ ours: '2026-02-01' }, '2'],
    [{ ours: '2026-02-01', locked: '2026-02-01' }, '2'],
    [{ ours: '2026-02-02', locked: '2026-02-01' }, '1'],
    [{ ours: '2026-01-31', locked: '2026-02-01' }, '2'],
  ])('of two digests %j: %s', (dates, digit) => {
    expect(image(dates)).toBe(digest(digit));
  });
  it('takes the standard’s digest where there is no other', () => {
    const pins = { ...base.pins, digests: { 'postgres:17': digest('1') } };
    expect(effectivePins({ ...base, pins }, { images: {} }).pins.images).toEqual({
      'postgres:17': digest('1'),
    });
  });
});

describe('oldPins', () => {
  const lock: PinLock = {
    images: { 'node:24': digest('1'), 'postgres:17': digest('2') },
    actions: { 'a/b': { version: 'v1', sha: sha('a') } },
    resolved: { [pinKey('node:24', digest('1'))]: '2026-01-01', [pinKey('a/b', sha('a'))]: '2026-03-01' },
  };
  const at = (day: string, maxAgeDays: number): string[] =>
    oldPins(lock, { maxAgeDays, now: new Date(`${day}T12:00:00Z`) }).map(
      ({ where, what }) => `${where} ${what}`,
    );
  it('tells the age, to the day', () => {
    expect(at('2026-01-31', 30)).toEqual([]);
    expect(at('2026-02-01', 30)).toEqual([
      '.ci/pins.json › node:24 was resolved on 2026-01-01, 31 days ago; the standard allows 30',
    ]);
    expect(at('2026-05-01', 30)).toHaveLength(2);
  });
  it('is silent about a pin that somebody else put there', () => {
    expect(
      oldPins(
        { ...lock, images: { 'node:24': digest('3') }, actions: {} },
        { maxAgeDays: 1, now: new Date('2027-01-01') },
      ),
    ).toEqual([]);
  });
});
