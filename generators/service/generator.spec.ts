import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { initGenerator } from '../init/generator';
import { syncGenerator } from '../sync/generator';
import { createWorkspace, type TestWorkspace } from '../testing/workspace';
import { serviceGenerator } from './generator';

async function initialized(files: Record<string, string> = {}): Promise<TestWorkspace> {
  const workspace = createWorkspace(files);
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  return workspace;
}

async function add(workspace: TestWorkspace, name: string, more: object = {}): Promise<string[]> {
  const tree = workspace.tree();
  await serviceGenerator(tree, { name, stack: 'acme-api', ...more });
  return workspace.flush(tree);
}

describe('service', () => {
  it('writes manifest, source, generated files, bases and locks', async () => {
    const workspace = await initialized();
    expect(await add(workspace, 'payments', { description: 'Takes: money', database: 'none' })).toEqual([
      '.ci/base/.github/workflows/ci.yml.base',
      '.ci/base/apps/payments/Dockerfile.base',
      '.ci/base/apps/payments/k8s/list.base',
      '.ci/base/apps/payments/k8s/service.yaml.base',
      '.ci/lock/_workspace.json',
      '.ci/lock/payments.json',
      '.github/workflows/ci.yml',
      'apps/payments/Dockerfile',
      'apps/payments/Dockerfile.dockerignore',
      'apps/payments/k8s/list',
      'apps/payments/k8s/service.yaml',
      'apps/payments/package.json',
      'apps/payments/service.yaml',
      'apps/payments/src/main.js',
    ]);
    expect(workspace.read('apps/payments/service.yaml')).toBe(
      [
        '# yaml-language-server: $schema=../../node_modules/@org/ci/schemas/service.json',
        '# What this service is; everything else about it is derived. After an edit: npx nx sync',
        '',
        'name: payments',
        'stack: acme-api',
        'description: "Takes: money"',
        'port: 3000',
        'database: none',
        '',
      ].join('\n'),
    );
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('gives every service its own port, nested and scoped ones included', async () => {
    const workspace = await initialized();
    await add(workspace, 'payments');
    await add(workspace, 'billing/invoices');
    await add(workspace, '@acme/orders', { port: 4000 });
    await add(workspace, 'users', { directory: 'services/people' });
    expect(workspace.read('apps/billing/invoices/service.yaml')).toMatch(
      /name: billing-invoices[^]*port: 3001/,
    );
    expect(workspace.read('apps/orders/service.yaml')).toMatch(/name: orders[^]*port: 4000/);
    expect(JSON.parse(workspace.read('apps/orders/package.json'))).toMatchObject({ name: '@acme/orders' });
    expect(workspace.read('services/people/service.yaml')).toMatch(/name: users[^]*port: 3002/);
    expect(workspace.read('.github/workflows/ci.yml')).toBe('# billing-invoices orders payments users\n');
    expect(JSON.parse(workspace.read('package.json'))).toMatchObject({
      workspaces: ['packages/*', 'apps/*', 'libs/*', 'apps/billing/*', 'services/*'],
    });
  });

  it('reports everything that is wrong at once, and writes nothing', async () => {
    const workspace = await initialized();
    await add(workspace, 'payments');
    const tree = workspace.tree();
    await expect(
      serviceGenerator(tree, { name: 'payments', stack: 'none-such', port: 3000 }),
    ).rejects.toMatchObject({
      problems: [{ code: 'service-name' }, { code: 'stack-unknown' }, { code: 'service-port' }],
    });
    expect(tree.listChanges()).toEqual([]);
    await expect(
      serviceGenerator(tree, { name: 'x', stack: '$(id)', port: 80, directory: '../x', typo: 1 }),
    ).rejects.toMatchObject({ problems: { length: 4 } });
  });

  it('reports clashes in the same round as options that are wrong by themselves', async () => {
    const workspace = await initialized();
    await add(workspace, 'payments');
    const failed = serviceGenerator(workspace.tree(), {
      name: 'payments',
      stack: 'acme-apy',
      port: 80,
      typo: 1,
    });
    await expect(failed).rejects.toMatchObject({
      problems: [
        { where: 'options › port' },
        { code: 'option', what: 'unknown key "typo"' },
        { code: 'service-name' },
        { code: 'stack-unknown', fix: expect.stringContaining('did you mean acme-api?') as string },
      ],
    });
    await expect(
      serviceGenerator(workspace.tree(), { name: '../x', stack: 'acme-api', port: 3000 }),
    ).rejects.toMatchObject({
      problems: expect.arrayContaining([
        expect.objectContaining({ where: 'options › name' }),
        expect.objectContaining({ code: 'service-port' }),
      ]) as unknown,
    });
  });

  it('says of each option that is wrong what was given and what is allowed', async () => {
    const tree = (await initialized()).tree();
    const given = { name: 'Bad_Name', stack: 'acme-api', port: 80, directory: '../x', owner: 'a\nb' };
    const failed = serviceGenerator(tree, given);
    for (const words of [
      'lower-case letters, digits and single dashes, and starts with a letter (DNS-1123 label) ("Bad_Name" was given)',
      'from 1024 to 65535 (80 was given)',
      'stays in the workspace ("../x" was given)',
      '("a\\nb" was given)',
      '--name: Name: payments, billing/payments (nested)',
    ])
      await expect(failed, words).rejects.toThrow(words);
  });

  it('says what was probably meant by an option or a choice that there is not', async () => {
    const tree = (await initialized()).tree();
    const given = { name: 'a', stack: 'acme-api', cache: 'reddis', prot: 3000, _: ['word'] };
    await expect(serviceGenerator(tree, given)).rejects.toMatchObject({
      problems: [
        { what: '"word" belongs to no option' },
        { where: 'options › cache', fix: expect.stringContaining('did you mean redis?') as string },
        { what: 'unknown key "prot"', fix: expect.stringContaining('did you mean port?') as string },
      ],
    });
  });

  it('names every option that is missing, with the others that are wrong', async () => {
    const tree = (await initialized()).tree();
    await expect(serviceGenerator(tree, { port: 80 })).rejects.toMatchObject({
      problems: [
        { code: 'option-missing', what: '--name is missing' },
        {
          code: 'option-missing',
          what: '--stack is missing',
          fix: expect.stringContaining('acme-api: Acme API') as string,
        },
        { code: 'option', where: 'options › port' },
      ],
    });
  });

  it('refuses a folder that is in use and the name of another project', async () => {
    const workspace = await initialized({
      'apps/web/index.html': '',
      'libs/money/package.json': '{"name":"money"}',
    });
    await expect(add(workspace, 'web')).rejects.toMatchObject({ problems: [{ code: 'service-directory' }] });
    await expect(add(workspace, 'money')).rejects.toMatchObject({ problems: [{ code: 'service-name' }] });
    await expect(add(workspace, 'ci')).rejects.toMatchObject({ problems: [{ code: 'service-name' }] });
  });

  it.each(['.git/hooks', '.github/x', 'node_modules/x', 'apps/dist/x', 'apps/payments/inner', 'apps'])(
    'refuses the folder %s',
    async (directory) => {
      const workspace = await initialized();
      await add(workspace, 'payments');
      await expect(add(workspace, 'x', { directory })).rejects.toMatchObject({
        problems: [{ code: 'service-directory' }],
      });
    },
  );

  it('says what to do where the workspace is not set up', async () => {
    await expect(add(createWorkspace(), 'payments')).rejects.toThrow('npx nx g @org/ci:init');
  });

  it('installs nothing by itself before its callback', async () => {
    const workspace = await initialized();
    await add(workspace, 'payments');
    expect(existsSync(join(workspace.root, 'apps/payments/node_modules'))).toBe(false);
  });
});
