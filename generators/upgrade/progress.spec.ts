import { expect, it } from 'vitest';
import { showProgress } from './progress';

/** What is written about 1,000 services of which each takes so many milliseconds. */
function written(each: number, isTTY: boolean, count = 1000): string[] {
  const lines: string[] = [];
  let time = 0;
  const progress = showProgress('upgrading', { isTTY, write: (text) => lines.push(text) }, () => time);
  for (let done = 1; done <= count; done += 1) {
    time += each;
    progress(done, count);
  }
  return lines;
}

it('says every two seconds how far long work is, and that it is done', () => {
  const lines = written(10, false);
  expect(lines).toEqual(['200', '400', '600', '800', '1000'].map((done) => `upgrading: ${done} of 1000\n`));
  expect(written(7, false).at(-1)).toBe('upgrading: 1000 of 1000\n');
});

it('is one line on a terminal', () => {
  const text = written(10, true).join('');
  expect(text).toMatch(/^\rupgrading: 200 of 1000\r[^]*\rupgrading: 1000 of 1000\n$/);
  expect(text.split('\n')).toHaveLength(2);
});

it('says nothing about short work', () => {
  expect(written(1, false)).toEqual([]);
});
