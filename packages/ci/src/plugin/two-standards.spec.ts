import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { ProjectConfiguration } from '@nx/devkit';
import { expect, it, onTestFinished, vi } from 'vitest';
import { inferNodes } from './infer';

const ci =
  'standard: { name: "@org/ci-standard", version: 0.1.0 }\nregistry: registry.example.com\nenvironments:\n  - name: staging\n';

function folderOf(files: Readonly<Record<string, string>>): string {
  const root = mkdtempSync(join(tmpdir(), 'org-ci-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

function infer(root: string, files: readonly string[]): Record<string, ProjectConfiguration> {
  vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  const nodes = inferNodes(files, root).map(([, { projects }]) => projects);
  vi.restoreAllMocks();
  return Object.assign({}, ...nodes) as Record<string, ProjectConfiguration>;
}

it('a service follows the standard that it names, and it alone', () => {
  const other = {
    'node_modules/@acme/other/package.json':
      '{ "name": "@acme/other", "version": "2.0.0", "main": "index.js" }',
    'node_modules/@acme/other/index.js':
      "exports.standard = { name: '@acme/other', version: '2.0.0', gates: {}, pins: {}, artefacts: [], environments: [], stacks: [{ id: 'acme-api', runtime: () => ({}), targets: () => ({ lint: { command: 'acme', inputs: ['x'], outputs: [] } }) }], forbid: [{ option: 'database', is: 'none', reason: 'keep records' }] };",
    'ci.yaml': ci,
    'apps/ours/service.yaml': 'name: ours\nstack: node-api\nport: 3000\n',
    'apps/theirs/service.yaml':
      'name: theirs\nstack: acme-api\nport: 3001\ndatabase: postgres\nstandard: { name: "@acme/other", version: ^2.0.0 }\n',
    'apps/forbidden/service.yaml':
      'name: forbidden\nstack: acme-api\nport: 3002\nstandard: { name: "@acme/other" }\n',
    'apps/held/service.yaml': 'name: held\nstack: acme-api\nport: 3004\nstandard: { name: "@acme/other" }\n',
    '.ci/lock/held.json':
      '{ "schema": 1, "standard": { "name": "@acme/other", "version": "1.0.0" }, "files": {}, "pending": [] }',
    'apps/newer/service.yaml':
      'name: newer\nstack: acme-api\nport: 3003\nstandard: { name: "@acme/other", version: 3.0.0 }\n',
  };
  const projects = infer(folderOf(other), Object.keys(other));
  const inputs = (folder: string): string => JSON.stringify(projects[folder]?.targets?.scan?.inputs);
  expect(projects['apps/theirs']?.targets?.lint?.options).toMatchObject({ command: 'acme' });
  expect(inputs('apps/theirs')).toContain('@acme/other');
  expect(inputs('apps/ours')).not.toContain('@acme/other');
  const failures = (folder: string): unknown => projects[folder]?.targets?.image?.options;
  expect(failures('apps/forbidden')).toMatchObject({ problems: [{ code: 'option-forbidden' }] });
  expect(failures('apps/held'), 'what 2.0.0 forbids is a matter of its upgrade').not.toHaveProperty(
    'problems',
  );
  expect(failures('apps/newer')).toMatchObject({ problems: [{ code: 'standard-version' }] });
  expect(projects['apps/ours']?.targets?.image?.cache).toBe(true);
});
