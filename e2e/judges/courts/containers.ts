import { dirname, join } from 'node:path';
import { judge } from '../judge.js';
import { each, run, said, type Court } from './court.js';

const dockerfiles = (files: readonly string[]): string[] =>
  files.filter((file) => /(^|\/)Dockerfile$/.test(file));

export const buildkit: Court = (root, files) =>
  each('buildkit', dockerfiles(files), async (file) => {
    const outcome = await run(
      'docker',
      ['buildx', 'build', '--call=check,format=json', '--file', file, '.'],
      root,
    );
    if (outcome.exitCode !== 0 && !outcome.stdout.includes('"warnings"')) return said(outcome, []);
    const { warnings } = JSON.parse(outcome.stdout) as {
      warnings: { ruleName: string; detail: string }[] | null;
    };
    return said(
      outcome,
      (warnings ?? []).map(({ ruleName, detail }) => `${ruleName} ${detail}`),
    );
  });

export const hadolint: Court = async (root, files) => {
  const program = await judge('hadolint');
  return each('hadolint', dockerfiles(files), async (file) => {
    // Off by default: a health check must be there, or be refused in words.
    const args = ['--format=json', '--failure-threshold=style', '--error=DL3057', file];
    const outcome = await run(program, args, root);
    const found = JSON.parse(outcome.stdout || '[]') as { line: number; code: string; message: string }[];
    return said(
      outcome,
      found.map(({ line, code, message }) => `${line} ${code} ${message}`),
    );
  });
};

export const compose: Court = (root, files) => {
  const folders = files.filter((file) => /(^|\/)compose\.yaml$/.test(file)).map(dirname);
  return each('compose', folders, async (folder) => {
    // adopted programs have no suite in containers
    const suite = files.includes(join(folder, 'compose.test.yaml')) ? [['-f', 'compose.test.yaml']] : [];
    const outcomes = [[], ['-f', 'compose.yaml'], ...suite].map((args) =>
      run('docker', ['compose', ...args, 'config', '--quiet'], join(root, folder)),
    );
    // A warning is on standard error, with exit 0.
    return (await Promise.all(outcomes)).flatMap((outcome) =>
      said(outcome, outcome.stderr === '' ? [] : [outcome.stderr]),
    );
  });
};
