import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { inferNodes } from './infer';

const ci =
  'standard: { name: "@org/ci-standard", version: 0.1.0 }\nregistry: registry.example.com\nenvironments:\n  - name: staging\n    host: secret-host.example.com\n';
const manifest = (name: string): string => `name: ${name}\nstack: node-api\nport: 3000\ndatabase: postgres\n`;

describe('inferNodes', () => {
  let root = '';
  let said = '';

  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'org-ci-'));
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
      said += String(text);
      return true;
    });
  });
  afterEach(() => {
    rmSync(root, { recursive: true });
    vi.restoreAllMocks();
    said = '';
  });

  const infer = (files: Record<string, string>) => {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    const nodes = inferNodes(Object.keys(files), root).map(([, { projects }]) => projects);
    return Object.assign({}, ...nodes) as Record<
      string,
      {
        name: string;
        targets: Record<
          string,
          { cache?: boolean; dependsOn?: unknown; inputs?: unknown; options?: unknown }
        >;
      }
    >;
  };

  it('infers the whole pipeline and the workspace’s own project', () => {
    const projects = infer({ 'ci.yaml': ci, 'apps/payments/service.yaml': manifest('payments') });
    expect(projects['.ci']).toMatchObject({ name: 'ci', targets: { 'scan-policy': { cache: true } } });
    const { name, targets } = projects['apps/payments'] ?? { name: '', targets: {} };
    expect(name).toBe('payments');
    expect(Object.keys(targets)).toEqual(
      expect.arrayContaining([
        'build',
        'test',
        'lint',
        'typecheck',
        'image',
        'smoke',
        'size',
        'scan',
        'publish',
      ]),
    );
    expect(['image', 'smoke', 'size', 'scan', 'publish', 'promote'].map((one) => targets[one]?.cache)).toEqual([
      true, true, true, true, true, false,
    ]); // prettier-ignore
    expect(targets.publish?.dependsOn).toEqual([
      'lint',
      'typecheck',
      'test',
      'build',
      'smoke',
      'size',
      'scan',
    ]);
    expect(said).toBe('');
  });

  it('keeps environments and hosts out of the configuration: they would be hashed', () => {
    const projects = infer({ 'ci.yaml': ci, 'apps/payments/service.yaml': manifest('payments') });
    expect(JSON.stringify(projects)).not.toMatch(/staging|secret-host/);
  });

  it('has whatever of ci.yaml is in the image among the options, which are hashed', () => {
    const labels = 'repository: https://example.com/acme/shop\nlicenses: MIT\nplatforms: [linux/arm64]\n';
    const projects = infer({
      'ci.yaml': `${ci}${labels}`,
      'apps/payments/service.yaml': manifest('payments'),
    });
    expect(projects['apps/payments']?.targets.image?.options).toEqual({
      registry: 'registry.example.com',
      platforms: ['linux/arm64'],
      source: 'https://example.com/acme/shop',
      licenses: 'MIT',
    });
  });

  it('repeats the smoke test with another digest of the database, where there is one', () => {
    const without = manifest('a').replace('postgres', 'none');
    const projects = infer({
      'ci.yaml': ci,
      'apps/a/service.yaml': without,
      'apps/payments/service.yaml': manifest('payments'),
    });
    const inputs = (root: string, target: string) => projects[root]?.targets[target]?.inputs;
    expect(inputs('apps/payments', 'smoke')).toContain('{workspaceRoot}/.ci/pins.json');
    expect(inputs('apps/payments', 'size')).not.toContain('{workspaceRoot}/.ci/pins.json');
    expect(inputs('apps/a', 'smoke')).not.toContain('{workspaceRoot}/.ci/pins.json');
  });

  it('reports a malformed manifest once, and still names its folder’s project', () => {
    const files = { 'ci.yaml': ci, 'apps/a/service.yaml': manifest('a'), 'apps/b/service.yaml': 'port: [' };
    infer(files);
    expect(infer(files)).toMatchObject({ 'apps/a': { name: 'a' }, 'apps/b': { name: 'b' } });
    expect(said.match(/apps\/b\/service\.yaml/g)).toHaveLength(1);
  });

  it.each([
    ['malformed', 'name: pay\nport: [', 'yaml-syntax'],
    ['of an unknown stack', 'name: pay\nstack: node-apy\nport: 3000\n', 'stack-unknown'],
    ['with an unknown environment', `${manifest('pay')}environments: { prod: {} }\n`, 'environment-unknown'],
  ])('keeps a service %s in sight: its targets fail with what is wrong', (_what, text, code) => {
    const { 'apps/sight': broken } = infer({ 'ci.yaml': ci, 'apps/sight/service.yaml': text });
    expect(broken?.name).toBe('pay');
    for (const name of [
      'lint',
      'typecheck',
      'test',
      'build',
      'image',
      'smoke',
      'size',
      'scan',
      'publish',
      'promote',
    ])
      expect(broken?.targets[name], name).toMatchObject({
        executor: '@org/ci:invalid',
        cache: false,
        options: {
          problems: [{ code, where: expect.stringContaining('apps/sight/service.yaml') as string }],
        },
      });
    expect(said.trimEnd().split('\n'), 'a hint; the text comes from whoever fails').toHaveLength(1);
    expect(said).toContain(`[${code}]`);
  });

  it('lets no service break the graph with the name of another project', () => {
    const files = {
      'ci.yaml': ci,
      'package.json': '{ "name": "acme", "workspaces": ["apps/*", "libs/*"] }',
      'libs/money/package.json': '{ "name": "money" }',
    };
    const projects = infer({ ...files, 'apps/a/service.yaml': manifest('money') });
    expect(projects['apps/a']).toMatchObject({
      name: 'apps-a',
      targets: {
        publish: {
          executor: '@org/ci:invalid',
          options: { problems: [{ what: expect.stringContaining('libs/money/package.json') as string }] },
        },
      },
    });
    const named = { 'apps/b/service.yaml': manifest('money'), 'apps/b/package.json': '{}' };
    expect(infer({ ...files, ...named })['apps/b'], 'Nx names it by its package.json').toMatchObject({
      name: 'money',
    });
  });

  it('hashes the files of a standard that lives in the workspace', () => {
    const linked = {
      'libs/standard/package.json': '{ "name": "@acme/linked", "version": "1.0.0", "main": "lib/index.js" }',
      'libs/standard/lib/index.js':
        "const { gates } = require('../../gates/gates.js'); const ours = require('@org/ci-standard-for-test');" +
        "exports.standard = { ...ours.standard, name: '@acme/linked', version: '1.0.0', gates };",
      'libs/gates/package.json': '{ "name": "gates" }',
      'libs/gates/gates.js': 'exports.gates = {};',
      'node_modules/@org/ci-standard-for-test/index.js':
        "exports.standard = { artefacts: [], environments: [], stacks: [{ id: 'node-api', targets: () => ({}), imageInputs: () => [] }] };",
      'apps/payments/service.yaml': manifest('payments'),
    };
    infer(linked);
    mkdirSync(join(root, 'node_modules/@acme'));
    symlinkSync(join(root, 'libs/standard'), join(root, 'node_modules/@acme/linked'));
    const files = {
      ...linked,
      'ci.yaml': ci.replace('@org/ci-standard", version: 0.1.0', '@acme/linked", version: ^1.0.0'),
    };
    const targets = infer(files)['apps/payments']?.targets ?? {};
    const folders = ['{workspaceRoot}/libs/gates/**/*', '{workspaceRoot}/libs/standard/**/*'];
    for (const name of ['smoke', 'size', 'scan'])
      expect(targets[name]?.inputs, name).toEqual(expect.arrayContaining(folders));
    expect(JSON.stringify(targets.image?.inputs)).not.toContain('libs/gates');
    expect(JSON.stringify(targets)).not.toContain('ci-standard-for-test');
  });

  it('gives no two projects one name', () => {
    const projects = infer({
      'apps/a/service.yaml': manifest('same'),
      'apps/b/service.yaml': manifest('same'),
      'apps/ci/service.yaml': manifest('ci'),
    });
    const names = Object.values(projects).map(({ name }) => name);
    expect(new Set(names).size).toBe(3);
    expect(names).not.toContain('ci');
    expect(said).toContain('service-name-taken');
  });

  it('takes no name that a later service has', () => {
    const projects = infer({
      'ci.yaml': ci,
      'apps/a/service.yaml': manifest('same'),
      'apps/b/service.yaml': manifest('same'),
      'apps/c/service.yaml': manifest('apps-b'),
      'apps/d-e/service.yaml': manifest('same'),
      'apps/d/e/service.yaml': manifest('same'),
    });
    const names = Object.values(projects).map(({ name }) => name);
    expect(new Set(names).size).toBe(6);
    expect(projects['apps/c']?.name).toBe('apps-b');
  });

  it.each([
    ['empty', '', 'workspace-file'],
    ['no YAML', 'a: [', 'yaml-syntax'],
    [
      'of a standard that is not installed',
      ci.replace('@org/ci-standard', '@acme/missing'),
      'standard-missing',
    ],
    ['of another version of the standard', ci.replace('0.1.0', '^7.0.0'), 'standard-version'],
  ])('infers projects that fail where ci.yaml is %s', (_what, text, code) => {
    const projects = infer({ 'ci.yaml': text, 'apps/a/service.yaml': manifest('a') });
    const failing = { executor: '@org/ci:invalid', options: { problems: [{ code }] } };
    expect(projects['apps/a']?.targets.publish).toMatchObject(failing);
    expect(projects['.ci']?.targets.drift).toMatchObject(failing);
    expect(said).toContain(`[${code}]`);
  });

  it('leaves Kubernetes objects, copies in build output and the root alone', () => {
    const object = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .Values.name }}\n';
    const projects = infer({
      'charts/a/templates/service.yaml': object,
      'dist/ci/a/context/apps/a/service.yaml': manifest('a'),
      'service.yaml': manifest('root'),
    });
    expect(projects).toEqual({});
    expect(said).toBe('');
  });
});
