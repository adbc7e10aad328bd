import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatCommand, quoteWord } from './format';

describe('formatCommand', () => {
  it.each([
    [{ tool: 'docker', args: ['ps'] }, 'docker ps'],
    [{ tool: 'docker', args: ['run', 'a b'] }, "docker run 'a b'"],
    [
      { tool: 'x', args: ["it's", '', '$(id)', '`id`', 'a;b'] },
      String.raw`x 'it'\''s' '' '$(id)' '${'`id`'}' 'a;b'`,
    ],
    [{ tool: 'x', args: [], env: { A: '1', B: 'c d' } }, "A=1 B='c d' x"],
    [{ tool: 'x', args: ['y'], cwd: '/a b' }, "(cd '/a b' && x y)"],
    [{ tool: 'x', args: ['-'], input: 'hi\n' }, "printf %s 'hi\n' | x -"],
    [{ tool: 'x', args: ['--password=hunter22'], secrets: ['hunter22'] }, 'x --password=***'],
    [{ tool: 'x', args: ['https://u:hunter22@host/'] }, 'x https://***@host/'],
  ])('%j', (command, text) => {
    expect(formatCommand(command)).toBe(text);
  });

  it('quotes any text into one word that says the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const word = quoteWord(text);
        const said = word.startsWith("'") ? word.slice(1, -1).replaceAll(String.raw`'\''`, "'") : word;
        expect(said).toBe(text);
        expect(/^'([^']|'\\'')*'$/.test(word) || /^[\w@%+=:,./-]+$/.test(word)).toBe(true);
      }),
    );
  });
});
