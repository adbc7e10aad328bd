import { parseArgs } from 'node:util';
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
    throw new Error(`--only knows ${rows.map(({ id }) => id).join(', ')}; not ${unknown.join(', ')}`);
  return rows.filter(({ id }) => ids.includes(id));
}

/** `--only id,id --rounds N --write FILE`; throws an Error that says what is known. */
export function parseBenchOptions(argv: readonly string[], rows: readonly Row[]): BenchOptions {
  const { values } = parseArgs({
    args: [...argv],
    options: {
      only: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      write: { type: 'string' },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds is a whole number from 1');
  return { rows: selected(values.only, rows), rounds, write: values.write };
}
