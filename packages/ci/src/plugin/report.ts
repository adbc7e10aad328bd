import { readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ProblemError, type Problem } from '@org/ci-core';

/** File of a place: `apps/a/service.yaml › name` → apps/a/service.yaml. */
const fileOf = ({ where }: Problem): string => where.split(' › ')[0] ?? where;

/** One line per file. The problems themselves come once, from whoever fails with them: sync:check, or a target. */
export function formatHints(problems: readonly Problem[]): string {
  const files = [...new Set(problems.map(fileOf))];
  return files
    .map((file) => {
      const here = problems.filter((problem) => fileOf(problem) === file);
      const codes = [...new Set(here.map(({ code }) => code))].join(', ');
      return `${file}: targets that need it fail until it is corrected; nx sync:check says how [${codes}]\n`;
    })
    .join('');
}

const said = new Set<string>();

/** Nx computes the graph several times in one command, and may start a process for each: its parent is the same. */
function isSaidByPeer(root: string, text: string): boolean {
  if (!basename(process.argv[1] ?? '').startsWith('plugin-worker')) return false;
  const file = join(root, '.nx/workspace-data/org-ci-said.json');
  const mine = JSON.stringify({ parent: process.ppid, text });
  try {
    if (readFileSync(file, 'utf8') === mine) return true;
  } catch {
    // Nobody has said anything yet.
  }
  try {
    writeFileSync(file, mine);
  } catch {
    // Saying it twice is better than not at all.
  }
  return false;
}

/** Tells people on stderr, once per command. */
export function report(root: string, problems: readonly Problem[]): void {
  const text = formatHints(problems);
  if (text === '' || said.has(text)) return;
  said.add(text);
  if (!isSaidByPeer(root, text)) process.stderr.write(text);
}

/** Whatever was thrown, as problems. */
export function problemsOf(error: unknown, where: string): readonly Problem[] {
  if (error instanceof ProblemError) return error.problems;
  const what = error instanceof Error ? error.message : String(error);
  return [{ code: 'inference', where, what, fix: 'correct the file' }];
}
