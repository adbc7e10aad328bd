/** Words of one command of a script, quotes taken off. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/"([^"]*)"|'([^']*)'|(\S+)/g)].map(([, a, b, c]) => a ?? b ?? c ?? '');

/** What people put before a program. */
const prefixes = new Set(['npx', 'pnpm', 'yarn', 'exec', 'run', 'cross-env', 'env', 'dotenv', '--']);
const isPrefix = (word: string): boolean => prefixes.has(word) || /^[A-Z_][A-Z0-9_]*=/.test(word);

/** `rimraf dist && NODE_ENV=production tsc -p x` → [[rimraf, dist], [tsc, -p, x]] */
export const parseScript = (script: string): string[][] =>
  script.split(/&&|\|\||;|&|\|/).flatMap((part) => {
    const words = wordsOf(part);
    const start = words.findIndex((word) => !isPrefix(word));
    return start < 0 ? [] : [words.slice(start)];
  });

/** Value of an option: `-p x`, `--project x`, `--project=x`. */
export function optionOf(words: readonly string[], ...names: readonly string[]): string | undefined {
  for (const [index, word] of words.entries()) {
    if (names.includes(word)) return words[index + 1];
    const name = names.find((one) => one.startsWith('--') && word.startsWith(`${one}=`));
    if (name !== undefined) return word.slice(name.length + 1);
  }
  return undefined;
}

const withValue = new Set(['-r', '--require', '--import', '--loader', '--env-file', '--conditions', '-C']);

/** The file that a `node …` runs: flags and what they take are passed over. */
export function nodeFile([program, ...words]: readonly string[]): string | undefined {
  if (program !== 'node' && program !== 'nodejs') return undefined;
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] ?? '';
    if (withValue.has(word)) index += 1;
    else if (!word.startsWith('-')) return word.replace(/^\.\//, '');
  }
  return undefined;
}
