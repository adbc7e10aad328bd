import { judge } from '../judge.js';
import { each, run, said, type Court } from './court.js';

interface Finding {
  readonly plugin: string;
  readonly line: number;
  readonly reason: string;
}

/** What a few look-ups of files cost is no matter of safety. */
const skipped = 'try_files_is_evil_too';

/** Every server's settings; a workspace without such a server has none. */
export const nginx: Court = async (root, files) => {
  const subjects = files.filter((file) => /(^|\/)nginx\.conf$/.test(file));
  if (subjects.length === 0) return { judge: 'nginx', subjects: 0, findings: [] };
  const program = await judge('gixy');
  return each('nginx', subjects, async (file) => {
    const outcome = await run(program, ['--format=json', `--skips=${skipped}`, file], root);
    const found = JSON.parse(outcome.stdout || '[]') as Finding[];
    return said(
      outcome,
      found.map(({ line, plugin, reason }) => `${line} ${plugin} ${reason}`),
    );
  });
};
