import type { ProblemError } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { initGenerator } from '../init/generator';
import { acmeStandard, createWorkspace, type TestWorkspace } from '../testing/workspace';
import { serviceGenerator } from './generator';

/** The company's stack, which refuses two names and beats without a worker, and whose source needs a package. */
const standard = acmeStandard
  .replace(
    "id: 'acme-api',",
    `id: 'acme-api', accepts: { processes: ['worker', 'beat'], broker: ['redis', 'none'] },
    problems: ({ name, port, processes = [] }, source) => [
      ...(name === 'django' ? [{ code: 'name-taken', where: source + ' › name', what: 'is a package', fix: 'another' }] : []),
      ...(port === 4444 ? [{ code: 'port-odd', where: source + ' › port', what: 'is odd', fix: 'another' }] : []),
      ...(processes.includes('beat') ? [{ code: 'worker-missing', where: source, what: 'no worker', fix: 'add it' }] : []),
    ],`,
  )
  .replace('private: true,', "private: true, dependencies: { express: '5.1.0' },");

async function initialized(files: Record<string, string> = {}): Promise<TestWorkspace> {
  const workspace = createWorkspace({ 'node_modules/@acme/ci-standard/index.js': standard, ...files });
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  return workspace;
}

/** Codes of what a new service is refused for; Nx writes nothing of a tree whose generator throws. */
async function refusals(workspace: TestWorkspace, options: object): Promise<string[]> {
  try {
    await serviceGenerator(workspace.tree(), { stack: 'acme-api', ...options });
    return [];
  } catch (error) {
    return (error as ProblemError).problems.map(({ code }) => code);
  }
}

describe('a new service is refused', () => {
  it('for all that its stack has against its manifest, at once', async () => {
    const workspace = await initialized();
    expect(await refusals(workspace, { name: 'django' })).toEqual(['name-taken']);
    expect(await refusals(workspace, { name: 'django', port: 4444, with: ['beat'] })).toEqual([
      'name-taken',
      'port-odd',
      'worker-missing',
    ]);
    expect(await refusals(workspace, { name: 'django-api', port: 4445 })).toEqual([]);
  });

  it('for the name of a package that its own source needs', async () => {
    const workspace = await initialized();
    expect(await refusals(workspace, { name: 'express' })).toEqual(['service-name']);
    expect(await refusals(workspace, { name: '@acme/express' })).toEqual([]);
  });

  it('for the name of a library in Python', async () => {
    const workspace = await initialized({ 'libs/money/pyproject.toml': '[project]\nname = "Money"\n' });
    expect(await refusals(workspace, { name: 'money' })).toEqual(['service-name']);
  });

  it.each(['Bad_Name', '../x', '@acme/Pay', 'a/'])('once for the name %s', async (name) => {
    expect(await refusals(await initialized(), { name })).toEqual(['option']);
  });
});
