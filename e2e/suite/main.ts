import { execa } from 'execa';
import { mkdirSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';
import { exitWith, UsageError } from '../usage-error.js';
import { filesToRepeat, repeated, withSecond } from './again.js';
import { countResults, readResults } from './counts.js';
import { parts, reportFile, type Part } from './part.js';
import { rigEnvironment, type RigEnvironment } from './rig-environment.js';
import { formatSummary, type PartResult } from './summary.js';

const reports = dirname(reportFile('any'));

/** Runs one part with the terminal attached; answers its exit code. */
async function start(part: Part, env: Record<string, string>): Promise<number> {
  console.log(`\n━━ ${part.id}: ${part.what}`);
  const [file, ...args] = part.command;
  const { exitCode = 1 } = await execa(file, args, { stdio: 'inherit', reject: false, env });
  return exitCode;
}

/** A part's results; what was red of it ran once more where that may have been the machine. */
async function runFiles(part: Part, env: Record<string, string>): Promise<Omit<PartResult, 'seconds'>> {
  const passed = (await start(part, env)) === 0;
  const first = readResults(reportFile(part.id));
  const files = passed || !first ? [] : filesToRepeat(part, first);
  if (!first || files.length === 0) return { part, ok: passed, results: first };
  const again = repeated(part, files);
  const ok = (await start(again, env)) === 0;
  return { part, ok, results: withSecond(first, readResults(reportFile(again.id)) ?? []), first };
}

async function runPart(part: Part, env: Record<string, string>): Promise<PartResult> {
  const started = performance.now();
  const result = await runFiles(part, env);
  // A skipped test is a promise not kept: it fails the run like a red one.
  const ok = result.ok && countResults(result.results ?? []).skipped === 0;
  return { ...result, ok, seconds: (performance.now() - started) / 1000 };
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

const environmentOf = async ({ needs }: Part, rig: Promise<RigEnvironment> | undefined) =>
  needs === 'rig' && rig ? (await rig).env : {};

async function main(): Promise<number> {
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });
  const chosen = selected(process.argv.slice(2));
  // Beside the parts that need none: it waits for downloads most of the time.
  const rig = chosen.some(({ needs }) => needs === 'rig') ? rigEnvironment() : undefined;
  const started = rig?.catch(() => undefined);
  const results: PartResult[] = [];
  try {
    for (const part of chosen) results.push(await runPart(part, await environmentOf(part, rig)));
  } finally {
    await (await started)?.stop();
  }
  const left = parts.filter((part) => !chosen.includes(part));
  console.log(formatSummary(results, left));
  const total = countResults(results.flatMap((one) => one.results ?? []));
  console.log(`Tests: ${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
  return results.every(({ ok }) => ok) ? 0 : 1;
}

await exitWith(main);
