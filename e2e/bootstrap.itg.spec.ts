import { cp, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Name } from '@org/ci-core';
import { execa } from 'execa';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { demoStacks } from './demo/services.js';

// A clone in which nothing was ever installed, and nothing can be: it has not even a lock file.
let clone: string;
beforeAll(async () => {
  clone = await mkdtemp(join(tmpdir(), 'org-ci-bootstrap-'));
  await mkdir(join(clone, 'e2e'));
  for (const file of ['bootstrap.mjs', 'faults.mjs', 'usage.mjs'])
    await cp(new URL(file, import.meta.url), join(clone, 'e2e', file));
});
afterAll(() => rm(clone, { recursive: true, force: true }));

const bootstrap = (...args: string[]) =>
  execa(process.execPath, [join(clone, 'e2e/bootstrap.mjs'), ...args], { reject: false });

it.each([
  ['demo', '--keep DIR'],
  ['test', '--only'],
  ['bench', '--rounds N'],
])('%s --help answers before anything is installed', async (command, option) => {
  expect(await bootstrap(command, '--help')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining(option) as string,
  });
});

it('names the commands where another is asked for', async () => {
  expect(await bootstrap('dmeo')).toMatchObject({
    exitCode: 2,
    stderr: expect.stringContaining('demo|test|bench') as string,
  });
});

it.each([
  [['demo', '--nonsense'], "'--nonsense'", '--keep DIR'],
  [['demo', '--keep'], '--keep: the DIR is missing, as in npm run demo -- --keep DIR', '--keep DIR'],
  [['demo', '--keep='], '--keep: the DIR is missing', '--keep DIR'],
  [['demo', '--keep', '--service', 'shop'], '--keep: the DIR is missing', '--keep DIR'],
  [['demo', '--service', 'Bad_Name'], '--service Bad_Name: a name is lower-case letters', '--service NAME'],
  [['demo', '--stacks'], '--stacks: the LIST is missing', '--stacks LIST'],
  [
    ['demo', '--stacks=node-api,rails'],
    `--stacks knows ${demoStacks.join(', ')}; not rails`,
    '--stacks LIST',
  ],
  [['demo', '--stacks', `${demoStacks.join(',')},`], 'not an empty name', '--stacks LIST'],
  [['demo', '--keep', 'e2e'], 'e2e: there is something in this folder already', '--keep DIR'],
  [['demo', '--keep', 'e2e/usage.mjs'], 'usage.mjs: this is no folder to fill (ENOTDIR)', '--keep DIR'],
  [['test', '--nonsense'], "'--nonsense'", '--only PART,PART'],
  [['test', 'unit'], 'did you mean --only unit?', '--only PART,PART'],
  [['bench', 'generator', 'graph'], 'did you mean --only generator,graph?', '--only ROW,ROW'],
])('%j says what is wrong and what is known, without a stack', async (args, fault, known) => {
  const { exitCode, stderr } = await bootstrap(...args);
  expect(exitCode).toBe(2);
  expect(stderr).toContain(fault);
  expect(stderr).toContain(known);
  expect(stderr).not.toMatch(/^ +at /m);
});

it.each(['new', 'empty'])('takes a folder to keep that is %s', async (folder) => {
  await mkdir(join(clone, 'empty'), { recursive: true });
  const { stderr } = await bootstrap('demo', '--keep', folder);
  expect(stderr).toContain('package-lock.json'); // on to the installation, for which there is nothing
});

// The folder is one that is refused: nothing is started, whatever is said of the name.
it.each(['payments', 'a', 'a1-b', `a${'b'.repeat(39)}`, `a${'b'.repeat(40)}`, 'A', '1a', 'a-', 'a_b', 'a/b'])(
  'takes %j for the name of a service if generators do',
  async (name) => {
    const { stderr } = await bootstrap('demo', '--service', name, '--keep', 'e2e');
    expect(stderr.startsWith('--service')).toBe(!Name.safeParse(name).success);
  },
);

// As above: every stack that the demo has is taken, and the folder is refused.
it.each(demoStacks)('takes the stack %s', async (stack) => {
  const { stderr } = await bootstrap('demo', '--stacks', stack, '--keep', 'e2e');
  expect(stderr).toContain('there is something in this folder already');
});

// These read their options themselves, and need nothing else for it.
it.each([
  ['demo', ['--stacks', 'rails'], {}, '--stacks knows node-api, django-api, vite-spa; not rails'],
  ['demo', ['--service', 'shop'], {}, '--service shop: another service'],
  ['suite', ['--only', 'units'], {}, '--only knows typecheck, lint, format, unit, itg, e2e; not units'],
  ['bench', ['--only', 'x'], {}, '--only knows generator,'],
  ['bench', ['--rounds', '0'], {}, '--rounds is a whole number from 1; 0 was given'],
  ['bench', [], { ORG_CI_REGISTRY: '127.0.0.1:1' }, 'ORG_CI_NPM_REGISTRY: not set'],
])('%s %j with %j ends in words', async (entry, args, env, words) => {
  const file = fileURLToPath(new URL(`${entry}/main.ts`, import.meta.url));
  const { exitCode, stderr } = await execa(
    process.execPath,
    ['--conditions=@org/source', '--import', 'tsx', file, ...args],
    { reject: false, env: { ORG_CI_MIRRORS: undefined, ORG_CI_NPM_REGISTRY: undefined, ...env } },
  );
  expect(exitCode, stderr).toBe(2);
  expect(stderr).toContain(words);
  expect(stderr).not.toMatch(/^ +at /m);
});
