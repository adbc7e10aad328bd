import { judge } from '../judge.js';
import { run, said, each, type Court } from './court.js';

export const preCommit: Court = async (root, files) => {
  const program = await judge('pre-commit');
  const configurations = files.filter((file) => file === '.pre-commit-config.yaml');
  return each('pre-commit', configurations, async (file) =>
    said(await run(program, ['validate-config', file], root), []),
  );
};

/** Every YAML file, by the workspace's own rules where it has some. */
export const yamllint: Court = async (root, files) => {
  const program = await judge('yamllint');
  const settings = files.includes('.yamllint.yaml') ? [] : ['--config-data', 'relaxed'];
  const subjects = files.filter((file) => /\.ya?ml$/.test(file));
  const outcome = await run(program, ['--strict', '--format=parsable', ...settings, ...subjects], root);
  const findings = outcome.stdout.split('\n').filter((line) => line !== '');
  return { judge: 'yamllint', subjects: subjects.length, findings: said(outcome, findings) };
};
