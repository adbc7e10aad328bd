import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initGenerator } from '../init/generator';
import { syncGenerator } from '../sync/generator';
import { acmeStandard, createWorkspace, type TestWorkspace } from '../testing/workspace';
import { serviceGenerator } from './generator';

const other = acmeStandard
  .replace("'@acme/ci-standard', version: '1.2.3'", "'@acme/other', version: '2.1.0'")
  .replace("id: 'acme-api'", "id: 'other-api'")
  .replace('EXPOSE', 'LABEL standard=other\\nEXPOSE')
  .replace(
    'stacks: [',
    "forbid: [{ option: 'database', is: 'none', reason: 'others keep records' }],\n stacks: [",
  );

async function initialized(): Promise<TestWorkspace> {
  const workspace = createWorkspace({
    'node_modules/@acme/other/index.js': other,
    'node_modules/@acme/other/package.json': '{ "name": "@acme/other", "version": "2.1.0" }',
  });
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  return workspace;
}

async function add(workspace: TestWorkspace, name: string, options: object): Promise<void> {
  const tree = workspace.tree();
  await serviceGenerator(tree, { name, ...options });
  workspace.flush(tree);
}

const standardIn = (workspace: TestWorkspace, service: string): unknown =>
  (JSON.parse(workspace.read(`.ci/lock/${service}.json`)) as { standard: unknown }).standard;

describe('two standards in one workspace', () => {
  it('each service has the files of its own, and the workspace those of ci.yaml’s', async () => {
    const workspace = await initialized();
    await add(workspace, 'ours', { stack: 'acme-api' });
    await add(workspace, 'theirs', { stack: 'other-api', standard: '@acme/other', database: 'postgres' });
    expect(workspace.read('apps/theirs/service.yaml')).toContain(
      'standard:\n  name: "@acme/other"\n  version: ^2.1.0\n',
    );
    expect(workspace.read('apps/theirs/Dockerfile')).toContain('LABEL standard=other');
    expect(workspace.read('apps/ours/Dockerfile')).not.toContain('LABEL');
    expect(workspace.read('.github/workflows/ci.yml')).toBe('# ours theirs\n');
    expect(standardIn(workspace, 'theirs')).toMatchObject({ name: '@acme/other', version: '2.1.0' });
    expect(standardIn(workspace, 'ours')).toMatchObject({ name: '@acme/ci-standard' });
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('the standard of the service says which stacks there are, and what is forbidden', async () => {
    const workspace = await initialized();
    const refused = async (options: object): Promise<unknown> => add(workspace, 'theirs', options);
    await expect(
      refused({ stack: 'acme-api', standard: '@acme/other', database: 'postgres' }),
    ).rejects.toThrow(/@acme\/other 2\.1\.0 has no stack acme-api/);
    await expect(refused({ stack: 'other-api', standard: '@acme/other', port: 80 })).rejects.toThrow(
      /1024[^]*others keep records \[option-forbidden\]/,
    );
    await expect(refused({ stack: 'other-api', standard: '@acme/none' })).rejects.toThrow(/standard-missing/);
    expect(existsSync(join(workspace.root, 'apps/theirs')), 'nothing is written').toBe(false);
  });

  it('a manifest that is edited to what its standard forbids is out of sync', async () => {
    const workspace = await initialized();
    await add(workspace, 'theirs', { stack: 'other-api', standard: '@acme/other', database: 'postgres' });
    const path = 'apps/theirs/service.yaml';
    workspace.write(path, workspace.read(path).replace('database: postgres', 'database: none'));
    await expect(syncGenerator(workspace.tree())).rejects.toMatchObject({
      problems: [{ code: 'option-forbidden' }],
    });
  });
});
