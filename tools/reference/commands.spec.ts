import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const root = join(__dirname, '../..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs')).flatMap((name) => (name.endsWith('.md') ? [`docs/${name}`] : [])),
];

/** Options that Nx itself understands, beside every generator and target. */
const ofNx = new Set([
  'dry-run',
  'dryRun',
  'interactive',
  'no-interactive',
  'verbose',
  'configuration',
  'help',
]);

interface Shown {
  readonly page: string;
  readonly text: string;
  /** Schema of what it runs. */
  readonly schema: string;
  readonly options: readonly string[];
}

/** Commands of a page as far as their line, or their code span, goes; without comments. */
function commandsOf(page: string): Shown[] {
  const text = readFileSync(join(root, page), 'utf8').replaceAll('…', ' ');
  return text.split('\n').flatMap((line) =>
    [...line.matchAll(/nx (?:g @org\/ci:([a-z-]+)|run [\w-]+:([a-z-]+))([^`|;&)#\n]*)/g)].map(
      ([whole, generator, target, rest = '']) => ({
        page,
        text: whole,
        schema: generator === undefined ? `executors/${target}` : `generators/${generator}`,
        options: [...rest.matchAll(/(?<=\s)--([A-Za-z-]+)/g)].map(([, name = '']) => name),
      }),
    ),
  );
}

const camel = (name: string): string =>
  name.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Names of a schema's options; undefined: there is no such generator or executor. */
function optionsOf(schema: string): readonly string[] | undefined {
  const path = join(root, schema, 'schema.json');
  if (!existsSync(path)) return undefined;
  return Object.keys((JSON.parse(readFileSync(path, 'utf8')) as { properties?: object }).properties ?? {});
}

const shown = pages.flatMap(commandsOf);

it('every command that a page shows is there, with these options', () => {
  expect(shown.length).toBeGreaterThan(60);
  const wrong = shown.flatMap(({ page, text, schema, options }) => {
    const known = optionsOf(schema);
    if (known === undefined) return [`${page}: ${text}: no ${schema}`];
    return options
      .filter((name) => !ofNx.has(name) && !known.includes(camel(name)))
      .map((name) => `${page}: ${text}: no --${name}`);
  });
  expect(wrong).toEqual([]);
});
