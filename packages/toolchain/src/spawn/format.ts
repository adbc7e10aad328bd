import type { Command } from './command';
import { maskSecrets } from './mask';

/** Characters that no POSIX shell gives a meaning to (POSIX.1-2024, Shell Command Language 2.2). */
const plain = /^[A-Za-z0-9_@%+=:,./-]+$/;

/** One word for a POSIX shell. */
export const quoteWord = (word: string): string =>
  plain.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`;

/** A name before `=` must stay unquoted for the shell to take it as an assignment. */
const assignment = ([name, value]: [string, string]): string => `${name}=${quoteWord(value)}`;

/** The exact command, to be pasted into a POSIX shell; secrets are masked. */
export function formatCommand({ tool, args, cwd, env = {}, input, secrets }: Command): string {
  const words = [...Object.entries(env).map(assignment), ...[tool, ...args].map(quoteWord)].join(' ');
  const fed = input === undefined ? words : `printf %s ${quoteWord(input)} | ${words}`;
  return maskSecrets(cwd === undefined ? fed : `(cd ${quoteWord(cwd)} && ${fed})`, secrets);
}
