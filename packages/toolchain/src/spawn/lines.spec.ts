import { describe, expect, it } from 'vitest';
import { captureTail } from './capture';
import { splitLines } from './lines';

function linesOf(...chunks: (string | Buffer)[]): string[] {
  const lines: string[] = [];
  const splitter = splitLines((line) => lines.push(line));
  chunks.forEach((chunk) => {
    splitter.write(Buffer.from(chunk));
  });
  splitter.end();
  return lines;
}

describe('splitLines', () => {
  it('joins what chunks cut', () => {
    expect(linesOf('a', 'b\nc', '\n', 'd')).toEqual(['ab', 'c', 'd']);
  });
  it('knows all line ends, also cut ones', () => {
    expect(linesOf('a\r\nb\rc\r', '\nd\r')).toEqual(['a', 'b', 'c', 'd']);
  });
  it('keeps characters whole', () => {
    const bytes = Buffer.from('é…\n');
    expect(linesOf(bytes.subarray(0, 1), bytes.subarray(1, 3), bytes.subarray(3))).toEqual(['é…']);
  });
  it('passes on an endless line in pieces', () => {
    expect(linesOf('x'.repeat(200_000)).join('')).toHaveLength(200_000);
  });
});

describe('captureTail', () => {
  it('keeps the end', () => {
    const capture = captureTail(4);
    for (const letter of 'abcdefghijklm') capture.write(Buffer.from(letter));
    expect(capture.text()).toBe('jklm');
  });
});
