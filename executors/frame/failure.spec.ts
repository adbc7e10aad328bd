import { ProblemError } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { formatFailure } from './failure';

const system = (code: string, path?: string): Error =>
  Object.assign(new Error(`${code}: it said so, write`), { code, path });

describe('formatFailure', () => {
  it('says problems as they are', () => {
    const error = new ProblemError({ code: 'c', where: 'w', what: 'no', fix: 'yes' });
    expect(formatFailure(error, true)).toBe('w: no [c]\n  → yes');
  });

  it.each([
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EACCES', 'file-denied'],
    ['EROFS', 'file-denied'],
  ])('%s is the machine’s fault, with a remedy', (code, expected) => {
    const said = formatFailure(system(code, '/w/dist'), true);
    expect(said).toMatch(new RegExp(`^/w/dist: .*${code}.* \\[${expected}]\n {2}→ `));
  });

  it('an interruption is no defect', () => {
    expect(formatFailure(new DOMException('This operation was aborted', 'AbortError'), true)).toMatch(
      /\[interrupted]\n {2}→ run it again/,
    );
  });

  it('asks for a report of anything else, with its trace only where that is wanted', () => {
    for (const error of [system('EIO'), new TypeError('x is not a function')]) {
      expect(formatFailure(error, false)).toMatch(/\[unexpected]\n {2}→ .*report/);
      expect(formatFailure(error, false)).not.toMatch(/^\s+at /m);
      expect(formatFailure(error, true)).toMatch(/^\s+at /m);
    }
  });
});
