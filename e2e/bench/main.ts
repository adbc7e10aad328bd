import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { format, resolveConfig } from 'prettier';
import { readWorld, type World } from '../world/world.js';
import { exitWith } from '../usage-error.js';
import { rigEnvironment } from '../suite/rig-environment.js';
import { openBench, type Bench } from './bench.js';
import { parseBenchOptions, type BenchOptions } from './options.js';
import { formatReport } from './report.js';
import type { Row } from './row.js';
import { formatTable, remarksOf, type Measured } from './table.js';
import { rows } from './rows/registry.js';

/** One row; what goes wrong in it does not end the others. */
async function measured(row: Row, bench: Bench): Promise<Measured> {
  const started = performance.now();
  process.stdout.write(`  ▸ ${row.id.padEnd(16)} ${row.ours}\n`);
  const result = await row
    .measure(bench)
    .catch((error: unknown) => (error instanceof Error ? error : new Error(String(error))));
  const took = `${((performance.now() - started) / 1000).toFixed(0)} s`;
  const what = result instanceof Error ? `failed after ${took}: ${result.message}` : `measured in ${took}`;
  process.stdout.write(`    ${what}\n`);
  return { row, result };
}

async function run(world: World, options: BenchOptions): Promise<Measured[]> {
  const bench = openBench(world, options.rounds);
  const all: Measured[] = [];
  try {
    for (const row of options.rows) all.push(await measured(row, bench));
  } finally {
    await bench.close();
  }
  return all;
}

/** The engine and registries that the environment names, or new ones. */
async function withWorld<T>(use: (world: World) => Promise<T>): Promise<T> {
  if (process.env.ORG_CI_REGISTRY !== undefined) return use(readWorld());
  const rig = await rigEnvironment();
  const world = readWorld({ ...process.env, ...rig.env });
  try {
    return await use({ ...world, env: { ...world.env, ...rig.env } });
  } finally {
    await rig.stop();
  }
}

/** 0 where everything was measured, goals met or not; 1 where something could not be. */
async function main(): Promise<number> {
  const options = parseBenchOptions(process.argv.slice(2), rows);
  const all = await withWorld((world) => run(world, options));
  console.log(`\n${[formatTable(all), ...remarksOf(all)].join('\n')}\n`);
  if (options.write !== undefined) {
    await mkdir(dirname(options.write), { recursive: true });
    const style = { ...(await resolveConfig(options.write)), parser: 'markdown' };
    await writeFile(options.write, await format(formatReport(all, options.rounds), style));
  }
  return all.some(({ result }) => result instanceof Error) ? 1 : 0;
}

await exitWith(main);
