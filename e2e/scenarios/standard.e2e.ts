import { dirname } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace } from '../world/create.js';
import { commitAll } from '../world/git.js';
import { must } from '../world/must.js';
import type { Sandbox } from '../world/sandbox.js';
import { readWorld } from '../world/world.js';

const world = readWorld();
/** Published packages stay in the registry: each run is another company. */
const scope = `@acme-${Date.now().toString(36)}`;
const name = `${scope}/ci-standard`;
const folder = 'packages/ci-standard';
const sha = 'a9'.repeat(20);

/** What the company wants beside what the scaffold has, each at a named point. */
const points = `
pins:
  actions:
    actions/checkout: { version: v99.0.0, sha: ${sha} }
forbid:
  - option: database
    is: none
    stack: node-api
    reason: every API keeps its records in PostgreSQL
overrides:
  - file: .github/workflows/ci.yml
    op: add
    at: jobs.verify.steps
    after: checkout
    value: { id: licences, name: Check licences, run: npx --no license-check }
`;

const mirrors = `--mirrors=${Object.entries(world.mirrors)
  .map(([host, mirror]) => `${host}=${mirror}`)
  .join(',')}`;

// docs/standard.md, from an empty folder to a service that follows the company's standard
describe('a standard of one’s own', () => {
  let platform: Sandbox;
  let shop: Sandbox;
  const test = (env: Record<string, string> = {}) =>
    platform.run('npm', ['test', `--workspace=${name}`], { env });
  const release = (...args: string[]) => platform.nx(['release', ...args, `--projects=${name}`]);
  const publishedVersions = async (): Promise<unknown> => {
    const { output } = await platform.run('npm', ['view', name, 'versions', '--json', '--loglevel=error']);
    return JSON.parse(output.slice(output.search(/["[]/))) as unknown;
  };

  beforeAll(async () => {
    platform = await createWorkspace(world, { name: 'platform', packageManager: 'npm', preset: '@org/ci' });
    must(await platform.nx(['g', '@org/ci:standard', 'acme', `--scope=${scope}`]), 'nx g @org/ci:standard');
    for (const [key, value] of Object.entries({ 'user.name': 'tests', 'user.email': 'tests@example.com' }))
      must(await platform.run('git', ['config', key, value]), 'git config');
    // install scripts are off, as init has it: that keeps no version from being tested
    const token = `${world.npmRegistry.replace(/^http:/, '')}:_authToken=anonymous`;
    await platform.write('.npmrc', `ignore-scripts=true\n${token}\n`);
  });
  afterAll(async () => {
    await Promise.all([platform, shop].map((one) => one.run('rm', ['-rf', dirname(one.root)])));
  });

  it('tests itself: the first run writes the goldens, and a change that nobody meant is red', async () => {
    must(await test({ CI: '' }), 'npm test');
    must(await test({ CI: 'true' }), 'npm test in CI');
    await platform.edit(`${folder}/standard.yaml`, (text) => `${text}${points}`);
    const { exitCode, output } = await test({ CI: 'true' });
    expect(exitCode).not.toBe(0);
    expect(output).toMatch(/\.github\/workflows\/ci\.yml:\d+: differs from the golden/);
    must(await test({ UPDATE_GOLDENS: '1' }), 'npm test');
    const golden = await platform.read(`${folder}/test/goldens/.github/workflows/ci.yml`);
    expect(golden).toContain(`uses: actions/checkout@${sha} # v99.0.0`);
    await commitAll(platform);
  });

  it('is released and published; a dry run does neither', async () => {
    must(await release('0.1.0', '--dry-run'), 'nx release --dry-run');
    must(await release('0.1.0', '--yes'), 'nx release');
    expect(await publishedVersions()).toEqual(['0.1.0']);
  });

  it('gets a next version only with its changelog and its migration', async () => {
    const refused = await release('0.2.0', '--yes');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toMatch(
      /CHANGELOG\.md: says nothing about 0\.2\.0[^]*migrations\.json: has no entry for 0\.2\.0/,
    );
    expect(await publishedVersions()).toEqual(['0.1.0']);
    await platform.edit(`${folder}/CHANGELOG.md`, (text) =>
      text.replace(
        '## [0.1.0]',
        '## [0.2.0] - 2026-02-01\n\n### Added\n\n- Licences are checked.\n\n## [0.1.0]',
      ),
    );
    await platform.edit(`${folder}/migrations.json`, (text) =>
      text.replace(
        '"upgrade-0.1.0"',
        '"upgrade-0.2.0": { "version": "0.2.0", "description": "0.2.0", "implementation": "./migrations/upgrade" },\n    "upgrade-0.1.0"',
      ),
    );
    await commitAll(platform);
    must(await release('0.2.0', '--yes'), 'nx release');
    expect(await publishedVersions()).toEqual(['0.1.0', '0.2.0']);
    must(await test(), 'npm test of the new version');
    const { output: tags } = await platform.run('git', ['tag']);
    expect(tags.split('\n')).toContain(`${name}@0.2.0`);
  });

  it('is what a service in another workspace follows', async () => {
    shop = await createWorkspace(world, { name: 'shop', packageManager: 'npm', preset: 'apps' });
    must(await shop.run('npm', ['install', '--save-dev', '@org/ci', name]), 'npm install');
    const answers = ['--registry=registry.example.com/shop', mirrors];
    must(await shop.nx(['g', '@org/ci:init', `--standard=${name}`, ...answers]), 'nx g @org/ci:init');
    const service = ['g', '@org/ci:service', 'payments', '--stack=node-api', '--skipInstall'];
    const refused = await shop.nx([...service, '--database=none', '--no-interactive']);
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toContain('every API keeps its records in PostgreSQL [option-forbidden]');
    must(await shop.nx([...service, '--database=postgres']), 'nx g @org/ci:service');
    expect(await shop.read('ci.yaml')).toContain(`name: "${name}"`);
    expect(await shop.read('apps/payments/k8s/base/kustomization.yaml')).toContain(
      'acme/standard: ci-standard',
    );
    const workflow = await shop.read('.github/workflows/ci.yml');
    expect(workflow).toContain(`uses: actions/checkout@${sha} # v99.0.0`);
    expect(workflow).toMatch(/id: checkout\n[^]*?- (id: licences\n|\{ ?id: licences)/);
    expect(await shop.read('.github/CODEOWNERS')).toBe('* @acme/platform\n');
    must(await shop.nx(['sync:check']), 'nx sync:check');
    const lock = JSON.parse(await shop.read('.ci/lock/payments.json')) as object;
    expect(lock).toMatchObject({ standard: { name, version: '0.2.0' } });
  });

  it('refuses an edit of a manifest that it forbids', async () => {
    await shop.edit('apps/payments/service.yaml', (text) =>
      text.replace('database: postgres', 'database: none'),
    );
    const { exitCode, output } = await shop.nx(['sync:check']);
    expect(exitCode).not.toBe(0);
    expect(output).toContain('option-forbidden');
    await shop.edit('apps/payments/service.yaml', (text) =>
      text.replace('database: none', 'database: postgres'),
    );
    must(await shop.nx(['sync:check']), 'nx sync:check');
  });

  it('lives beside another one', async () => {
    const options = ['--stack=node-api', '--database=none', '--standard=@org/ci-standard', '--skipInstall'];
    must(await shop.nx(['g', '@org/ci:service', 'rates', ...options]), 'nx g @org/ci:service');
    expect(await shop.read('apps/rates/k8s/base/kustomization.yaml')).not.toContain('acme/standard');
    expect(await shop.read('apps/payments/k8s/base/kustomization.yaml')).toContain('acme/standard');
    must(await shop.nx(['sync:check']), 'nx sync:check');
    const { output } = must(await shop.nx(['show', 'project', 'rates', '--json']), 'nx show project');
    expect(output).not.toContain(name);
  });
});
