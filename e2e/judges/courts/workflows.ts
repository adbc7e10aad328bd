import { judge } from '../judge.js';
import { each, run, said, type Court } from './court.js';

const workflowFiles = (files: readonly string[]): string[] =>
  files.filter((file) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(file));

export const actionlint: Court = async (root, files) => {
  const [program, shellcheck] = await Promise.all([judge('actionlint'), judge('shellcheck')]);
  return each('actionlint', workflowFiles(files), async (file) => {
    const outcome = await run(program, ['-shellcheck', shellcheck, '-format', '{{json .}}', file], root);
    const found = JSON.parse(outcome.stdout || '[]') as { line: number; message: string }[];
    return said(
      outcome,
      found.map(({ line, message }) => `${line} ${message}`),
    );
  });
};

export const zizmor: Court = async (root, files) => {
  const program = await judge('zizmor');
  return each('zizmor', workflowFiles(files), async (file) => {
    const args = ['--offline', '--persona=auditor', '--no-progress', '--format=json', file];
    const outcome = await run(program, args, root);
    const found = JSON.parse(outcome.stdout || '[]') as { ident: string; desc: string }[];
    return said(
      outcome,
      found.map(({ ident, desc }) => `${ident} ${desc}`),
    );
  });
};
