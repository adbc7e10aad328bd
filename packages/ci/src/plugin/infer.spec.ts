import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
    return Object.assign(
      {},
      ...inferNodes(Object.keys(files), root).map(([, { projects }]) => projects),
    ) as Record<
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
    expect(projects['.ci']).toMatchObject({ name: 'ci', targets: { 'scan-policy': { cache: false } } });
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
      true, true, true, true, false, false,
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
    expect(infer(files)).toMatchObject({ 'apps/a': { name: 'a' }, 'apps/b': { name: 'b', targets: {} } });
    expect(said.match(/apps\/b\/service\.yaml/g)).toHaveLength(1);
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

  it('infers services, without targets, where ci.yaml or the standard is damaged', () => {
    const service = { 'apps/a/service.yaml': manifest('a') };
    for (const text of ['', ': : :', ci.replace('@org/ci-standard', '@acme/missing')])
      expect(infer({ 'ci.yaml': text, ...service })['apps/a']).toMatchObject({ name: 'a', targets: {} });
    expect(said).toContain('npm install @acme/missing');
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
