import { expect, it } from 'vitest';
import { librariesIn, planCheck, planInstall } from './plan';

const project = { root: '/w', directory: 'apps/orders', libraries: [] as readonly string[] };

it('an environment is made anew, of what has a hash', () => {
  const commands = planInstall(project).map(({ tool, args, cwd }) => [tool, args.join(' '), cwd]);
  expect(commands).toEqual([
    ['python3', '-m venv --clear apps/orders/.venv', '/w'],
    [
      '/w/apps/orders/.venv/bin/python',
      '-m pip install --quiet --disable-pip-version-check --require-hashes --requirement=apps/orders/requirements-dev.txt',
      '/w',
    ],
  ]);
});

it('libraries follow their sources, and bring nothing along', () => {
  const text = '# ./not-this\r\n./libs/money\r\n./libs/dates\n';
  const [, , last] = planInstall({ ...project, libraries: librariesIn(text) });
  expect(last?.args.slice(-3)).toEqual(['--no-deps', '--editable=./libs/money', '--editable=./libs/dates']);
});

it('the check is asked of the environment, from the workspace’s root', () => {
  const { tool, args, cwd } = planCheck(project);
  expect([tool, args[0], args[2], cwd]).toEqual([
    '/w/apps/orders/.venv/bin/python',
    '-c',
    'apps/orders',
    '/w',
  ]);
});
