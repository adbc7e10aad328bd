import { describe, expect, it } from 'vitest';
import { median, paired } from './paired.js';

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9], 9.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('paired', () => {
  it('takes turns, with one round that does not count', async () => {
    const order: string[] = [];
    const pair = await paired(
      2,
      () => Promise.resolve(order.push('ours')),
      () => Promise.resolve(order.push('floor')),
    );
    expect(order).toEqual(['ours', 'floor', 'ours', 'floor', 'ours', 'floor']);
    expect([pair.ours.length, pair.floor.length]).toEqual([2, 2]);
  });
});
