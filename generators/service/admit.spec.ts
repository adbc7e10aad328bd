import { describe, expect, it } from 'vitest';
import { initGenerator } from '../init/generator';
import { logger } from '../workspace/nx';
import { sync } from '../testing/services';
import { acmeStandard, createWorkspace, type TestWorkspace } from '../testing/workspace';
import { serviceGenerator } from './generator';

/** One stack that asks for origins, and one that runs in browsers. */
const standard = acmeStandard
  .replace('runtime: () => ({})', "runtime: () => ({ origins: 'ALLOWED_ORIGINS' })")
  .concat(
    `
const [api] = exports.standard.stacks;
exports.standard.stacks.push({ ...api, id: 'acme-front', runtime: () => ({}),
  configuration: { apiUrl: { type: 'url', required: true } }, configurationFiles: () => ({}) });
`,
  );

async function initialized(host?: string): Promise<TestWorkspace> {
  const workspace = createWorkspace({ 'node_modules/@acme/ci-standard/index.js': standard });
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  const ci = workspace.read('ci.yaml');
  if (host !== undefined) workspace.write('ci.yaml', ci.replace('name: staging', `name: staging\n    host: "${host}"`)); // prettier-ignore
  return workspace;
}

/** What the generator said. */
async function add(workspace: TestWorkspace, name: string, options: object): Promise<string> {
  const tree = workspace.tree();
  const said: string[] = [];
  const { info, warn } = logger;
  logger.info = logger.warn = (text: unknown) => said.push(String(text));
  try {
    const done = await serviceGenerator(tree, { name, skipInstall: true, ...options });
    workspace.flush(tree);
    await done();
  } finally {
    Object.assign(logger, { info, warn });
  }
  return said.join('\n');
}

const orders = 'apps/orders/service.yaml';
const front = { stack: 'acme-front', dependsOn: ['orders'] };
const pattern = '{service}.staging.example.com';

describe('a browser application and the service that it depends on', () => {
  it('know each other in environments whose hosts are known; comments stay', async () => {
    const workspace = await initialized(pattern);
    await add(workspace, 'orders', { stack: 'acme-api' });
    const before = workspace.read(orders);
    workspace.write(orders, `${before}# ours\nenvironments:\n  staging: { replicas: 5 } # enough\n`);
    const said = await add(workspace, 'shop', front);
    expect(workspace.read('apps/shop/service.yaml')).toContain('apiUrl: https://orders.staging.example.com');
    const edited = workspace.read(orders);
    expect(edited.startsWith(before)).toBe(true);
    expect(edited).toMatch(/^# ours$[^]*replicas: 5[^]*# enough/m);
    expect(edited).toMatch(/origins: *\[? *'?https:\/\/shop\.staging\.example\.com/);
    expect(said).not.toContain('staging:');
    expect(said).toContain('      environments: { production: { configuration: { apiUrl: https://<host of orders> } } }'); // prettier-ignore
    expect(said).toContain('      environments: { production: { origins: [ https://<host of shop> ] } }');
    const synced = await sync(workspace);
    expect([synced.failure, synced.details]).toEqual(['', []]);
  });

  it('are told apart what to say where no host is known', async () => {
    const workspace = await initialized();
    await add(workspace, 'orders', { stack: 'acme-api' });
    const before = workspace.read(orders);
    const said = await add(workspace, 'shop', front);
    expect(workspace.read(orders)).toBe(before);
    expect(said).toContain(`    ${orders}:\n`);
    expect(said).toContain('staging: { origins: [ https://<host of shop> ] }');
    expect(said).not.toContain('configuration-missing');
  });

  it('a service that runs in no browser asks for nothing', async () => {
    const workspace = await initialized(pattern);
    await add(workspace, 'orders', { stack: 'acme-api' });
    const before = workspace.read(orders);
    const said = await add(workspace, 'invoices', { stack: 'acme-api', dependsOn: ['orders'] });
    expect(workspace.read(orders)).toBe(before);
    expect(said).not.toContain('before promoting');
  });

  it('a second one is added to the first', async () => {
    const workspace = await initialized(pattern);
    await add(workspace, 'orders', { stack: 'acme-api' });
    await add(workspace, 'shop', front);
    await add(workspace, 'admin', front);
    expect(workspace.read(orders)).toMatch(/shop\.staging[^]*admin\.staging/);
  });
});

it('sync names what environments still lack, and is in sync', async () => {
  const workspace = await initialized(pattern);
  await add(workspace, 'shop', { stack: 'acme-front' });
  const warned: string[] = [];
  const { warn } = logger;
  logger.warn = (text: unknown) => warned.push(String(text));
  const { failure, details } = await sync(workspace);
  logger.warn = warn;
  expect([failure, details]).toEqual(['', []]);
  const lines = workspace.read('apps/shop/service.yaml').split('\n');
  const line = lines.findIndex((one) => one.startsWith('environments')) + 1 || 1;
  const where = `apps/shop/service.yaml:${line} › environments.staging.configuration.apiUrl`;
  expect(warned.join('\n')).toContain(`${where}: shop must be told apiUrl in staging`);
  expect(warned.join('\n')).toContain('{ staging: { configuration: { apiUrl: https://… } } }');
});
