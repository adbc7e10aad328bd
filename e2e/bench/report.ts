import { cpus } from 'node:os';
import { formatTable, remarksOf, type Measured } from './table.js';

const formatNotes = (measured: readonly Measured[]): string =>
  measured
    .flatMap(({ row: { id, note } }) => (note === undefined ? [] : [`\n**${id}.** ${note}\n`]))
    .join('');

/** The page that `--write` writes: the table, and how to read it. */
export function formatReport(measured: readonly Measured[], rounds: number): string {
  return `# Benchmarks

Written by \`npm run bench -- --write FILE\`. Both sides of a line were run in turns in the same run, ${rounds} rounds after
one that does not count; the ratio is the median of the rounds' own ratios. Nx runs without daemon, as in CI, and with
plugins in processes of their own, as is its default. ${cpus().length} processors, Node ${process.versions.node}.

${formatTable(measured)}

${remarksOf(measured)
  .map((remark) => `- ${remark}`)
  .join('\n')}
${formatNotes(measured)}`;
}
