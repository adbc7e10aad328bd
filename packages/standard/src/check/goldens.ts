import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Problem, RenderedFile } from '@org/ci-core';

interface Difference {
  readonly where: string;
  readonly what: string;
}

/** Files below a folder, POSIX, sorted. */
function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .sort();
}

/** The first line in which two texts differ, from 1. */
function firstDifference(a: string, b: string): number {
  const [one, other] = [a.split('\n'), b.split('\n')];
  return one.findIndex((line, index) => line !== other[index]) + 1 || one.length + 1;
}

function differenceOf({ path, text }: RenderedFile, folder: string): Difference[] {
  const golden = join(folder, path);
  if (!existsSync(golden)) return [{ where: path, what: 'is rendered, and no golden' }];
  const before = readFileSync(golden, 'utf8').replaceAll('\r\n', '\n');
  if (before === text) return [];
  const line = firstDifference(before, text);
  const shown = JSON.stringify(text.split('\n')[line - 1] ?? '(end)');
  return [{ where: `${path}:${line}`, what: `differs from the golden: ${shown}` }];
}

const differences = (rendered: readonly RenderedFile[], folder: string): Difference[] => [
  ...rendered.flatMap((file) => differenceOf(file, folder)),
  ...filesBelow(folder)
    .filter((path) => !rendered.some((file) => file.path === path))
    .map((path) => ({ where: path, what: 'is a golden that nothing renders any more' })),
];

/** How what is rendered differs from the goldens of an absolute folder; `name` is the npm package whose test it is. */
export const goldenProblems = (rendered: readonly RenderedFile[], folder: string, name: string): Problem[] =>
  differences(rendered, folder).map((difference) => ({
    code: 'golden',
    ...difference,
    fix: `if it is meant so: UPDATE_GOLDENS=1 npm test --workspace=${name}, and look at the difference in git`,
  }));

/** Writes what is rendered as goldens, and removes others. */
export function writeGoldens(rendered: readonly RenderedFile[], folder: string): void {
  for (const path of filesBelow(folder)) rmSync(join(folder, path));
  for (const { path, text } of rendered) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}
