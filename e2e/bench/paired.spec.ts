import { describe, expect, it } from 'vitest';
import { median, paired, ratio, type Turn } from './paired.js';

describe('median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[10, 9], 9.5],
  ])('of %j is %d', (values, expected) => {
    expect(median(values)).toBe(expected);
  });
});

describe('ratio', () => {
  it('compares within a round: a slow minute does not decide', () => {
    expect(ratio({ ours: [2, 20, 2], floor: [1, 10, 10] })).toBe(2);
  });
});

const recorded = (order: string[], name: string): Turn => ({
  before: () => Promise.resolve(order.push(`before ${name}`)),
  run: () => Promise.resolve(order.push(name)),
});

describe('paired', () => {
  it('takes turns, with one round that does not count', async () => {
    const order: string[] = [];
    const pair = await paired(1, recorded(order, 'ours'), recorded(order, 'floor'));
    const round = ['before ours', 'ours', 'before floor', 'floor'];
    expect(order).toEqual([...round, ...round]);
    expect([pair.ours.length, pair.floor.length]).toEqual([1, 1]);
  });

  it('does not measure what comes before', async () => {
    const slow = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 60));
    const nothing = (): Promise<void> => Promise.resolve();
    const pair = await paired(1, { before: slow, run: nothing }, { run: nothing });
    expect(pair.ours[0]).toBeLessThan(30);
  });
});
