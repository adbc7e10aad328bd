import { execa } from 'execa';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { exitWith, UsageError } from '../usage-error.js';
import { addCounts, readCounts, type Counts } from './counts.js';
import { parts, type Part } from './part.js';
import { rigEnvironment } from './rig-environment.js';
import { formatSummary, type PartResult } from './summary.js';

const reports = 'tmp/suite';

/** Runs one part with the terminal attached; says how long it took and what it counted. */
async function runPart(part: Part, env: Record<string, string>): Promise<PartResult> {
  console.log(`\n━━ ${part.id}: ${part.what}`);
  const started = performance.now();
  const [file, ...args] = part.command;
  const { exitCode } = await execa(file, args, { stdio: 'inherit', reject: false, env });
  const counts: Counts | undefined = readCounts(join(reports, `${part.id}.json`));
  // A skipped test is a promise not kept: it fails the run like a red one.
  const ok = exitCode === 0 && (counts?.skipped ?? 0) === 0;
  return { part, ok, seconds: (performance.now() - started) / 1000, counts };
}

/** Whole names only: `--only unit,itg`. */
function selected(argv: readonly string[]): readonly Part[] {
  const only = argv[argv.indexOf('--only') + 1]?.split(',');
  if (!argv.includes('--only')) return parts;
  const unknown = (only ?? ['']).filter((id) => !parts.some((part) => part.id === id));
  if (unknown.length > 0)
    throw new UsageError(`--only knows ${parts.map(({ id }) => id).join(', ')}; not ${unknown.join(', ')}`);
  return parts.filter((part) => only?.includes(part.id));
}

async function main(): Promise<number> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const chosen = selected(process.argv.slice(2));
  const rig = chosen.some(({ needs }) => needs === 'rig') ? await rigEnvironment() : undefined;
  const results: PartResult[] = [];
  try {
    for (const part of chosen) results.push(await runPart(part, rig?.env ?? {}));
  } finally {
    await rig?.stop();
  }
  const left = parts.filter((part) => !chosen.includes(part));
  console.log(formatSummary(results, left));
  const total = addCounts(results.flatMap(({ counts }) => (counts ? [counts] : [])));
  console.log(`Tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

await exitWith(main);
