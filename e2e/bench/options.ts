import { parseArgs } from 'node:util';
import { UsageError } from '../usage-error.js';
import type { Row } from './row.js';

export interface BenchOptions {
  readonly rows: readonly Row[];
  /** Measured rounds per row. */
  readonly rounds: number;
  /** File for the table, in Markdown. */
  readonly write: string | undefined;
}

function selected(only: string | undefined, rows: readonly Row[]): readonly Row[] {
  if (only === undefined) return rows;
  const ids = only.split(',');
  const unknown = ids.filter((id) => !rows.some((row) => row.id === id));
  if (unknown.length > 0)
    throw new UsageError(`--only knows ${rows.map(({ id }) => id).join(', ')}; not ${unknown.join(', ')}`);
  return rows.filter(({ id }) => ids.includes(id));
}

function readArgs(argv: readonly string[]) {
  const options = {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    write: { type: 'string' },
  } as const;
  try {
    return parseArgs({ args: [...argv], options }).values;
  } catch (error) {
    throw new UsageError((error as Error).message, { cause: error });
  }
}

/** `--only id,id --rounds N --write FILE`; throws a UsageError that says what is known. */
export function parseBenchOptions(argv: readonly string[], rows: readonly Row[]): BenchOptions {
  const { only, rounds: text, write } = readArgs(argv);
  const rounds = Number(text);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new UsageError(`--rounds is a whole number from 1; ${text} was given`);
  return { rows: selected(only, rows), rounds, write };
}
