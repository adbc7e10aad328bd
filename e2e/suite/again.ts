import type { FileResult } from './counts.js';
import { reportFile, type Part } from './part.js';

/** More than this many files, and it was no accident. */
const most = 2;

/**
 * The files of a part that are run once more: where nearly all is green, and what is red leans on package registries,
 * an engine and a machine that others use too. A pass the second time is said in the summary, never kept quiet.
 */
export function filesToRepeat(part: Part, results: readonly FileResult[]): readonly string[] {
  const red = results.filter(({ status }) => status === 'failed').map(({ name }) => name);
  return part.needs === 'rig' && red.length <= most ? red : [];
}

/** The part's command for some of its files, with a report of its own. */
export function repeated(part: Part, files: readonly string[]): Part {
  const id = `${part.id}-again`;
  const [program, ...args] = part.command;
  const ofOwn = args.map((arg) => arg.replace(reportFile(part.id), reportFile(id)));
  return { ...part, id, command: [program, ...ofOwn, ...files] };
}

/** What counts in the end: the second result of a file that has one. */
export function withSecond(first: readonly FileResult[], second: readonly FileResult[]): FileResult[] {
  return first.map((one) => second.find(({ name }) => name === one.name) ?? one);
}
