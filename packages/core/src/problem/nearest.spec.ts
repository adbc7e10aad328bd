import { describe, expect, it } from 'vitest';
import { nearest, suggest } from './nearest';

const known = ['name', 'stack', 'port', 'database', 'environments'];

describe('nearest', () => {
  it.each([
    ['prot', 'port'],
    ['Port', 'port'],
    ['enviroments', 'environments'],
    ['env', 'environments'],
    ['db', undefined],
    ['zzzzzz', undefined],
    ['', undefined],
    ['p'.repeat(5_000), undefined],
  ])('%s: %s', (word, expected) => {
    expect(nearest(word, known)).toBe(expected);
  });
  it('knows nothing where there is nothing', () => {
    expect(nearest('port', [])).toBeUndefined();
    expect(suggest('port', [])).toBe('there is none');
  });
});
