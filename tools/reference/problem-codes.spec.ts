import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { problemCodes } from './problem-codes';

const root = join(__dirname, '../..');
const folders = ['packages', 'generators', 'executors', 'templates'];
const leftOut = /\.d\.ts$|\.spec\.ts$|\/(?:node_modules|dist|files|testing|contract|fixtures)\//;

const sources = new Map(
  folders
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map(
        (file) => `${folder}/${file}`,
      ),
    )
    .filter((path) => path.endsWith('.ts') && !leftOut.test(path))
    .map((path) => [path, readFileSync(join(root, path), 'utf8')] as const),
);

/** Found by the same pattern, but no code of a message. */
const others = new Set([
  'custom', // an issue of zod
  'UNAUTHORIZED', // an error code of the distribution specification
]);
const composed: Readonly<Record<string, readonly string[]>> = {
  'service-${option}': ['service-name', 'service-port', 'service-directory'],
};

const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
const documented = [...page.matchAll(/^\| (`[^|]*`) +\|/gm)].flatMap(([, cell = '']) =>
  [...cell.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code),
);

describe('problemCodes', () => {
  it('finds codes wherever they are written', () => {
    const text = `
      export type FindingCode = 'drift' | 'orphan';
      const problem = (where: string, code: string) => ({ code, where });
      problem('code', 'given');
      const a = { code: missing ? 'gone' : 'broken' };
      const b = { code: \`service-\${option}\` };`;
    expect(problemCodes(new Map([['a.ts', text]]))).toEqual([
      'broken',
      'drift',
      'given',
      'gone',
      'orphan',
      'service-${option}',
    ]);
  });

  it('takes a function of the same file before another file’s', () => {
    const one = "const problem = (option: string) => ({ code: `x-${option}` }); problem('port');";
    const two = "const problem = (code: string) => ({ code }); problem('real');";
    expect(
      problemCodes(
        new Map([
          ['one.ts', one],
          ['two.ts', two],
        ]),
      ),
    ).toEqual(['real', 'x-${option}']);
  });
});

describe('docs/troubleshooting.md', () => {
  it('has every code that a message can carry', () => {
    const codes = problemCodes(sources).flatMap((code) => composed[code] ?? (others.has(code) ? [] : [code]));
    expect(codes.length).toBeGreaterThan(80);
    expect(codes.filter((code) => !documented.includes(code))).toEqual([]);
  });

  it('has no code that no message carries', () => {
    const text = [...sources.values()].join('\n');
    const made = Object.values(composed).flat();
    expect(documented.filter((code) => !made.includes(code) && !text.includes(`'${code}'`))).toEqual([]);
  });

  it('has each code once', () => {
    expect(documented.filter((code, index) => documented.indexOf(code) !== index)).toEqual([]);
  });
});
