import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Tree } from '@nx/devkit';
import { journalPaths } from '@org/ci-core';
import { FsTree, flushChanges } from 'nx/src/generators/tree';
import { resetWorkspaceContext } from 'nx/src/utils/workspace-context';

/** A company's own standard: one stack, one service artefact, one workspace artefact; plain JavaScript, as published. */
export const acmeStandard = `
const file = (path, text, ownership) => ({ path, text, ownership });
exports.standard = {
  name: '@acme/ci-standard', version: '1.2.3',
  pins: { images: {}, actions: {}, hooks: {}, tools: {} },
  gates: { scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 }, smoke: { healthyWithinSeconds: 60 } },
  rules: { pinMaxAgeDays: 30 },
  environments: [{ name: 'staging' }, { name: 'production', production: true }],
  stacks: [{
    id: 'acme-api', title: 'Acme API', description: '', images: {},
    defaults: { health: { live: '/live', ready: '/ready' }, smokeEndpoints: [], sizeBudgetMb: 1,
      resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } } },
    seed: ({ directory, packageName, service }) => [
      file(directory + '/package.json', JSON.stringify({ name: packageName, private: true, nx: { name: service.name } }), 'seeded'),
      file(directory + '/src/main.js', 'listen(' + service.port + ');\\n', 'seeded'),
    ],
    dockerfile: () => '', dockerignore: () => '', runtime: () => ({}), development: () => ({}),
    targets: () => ({ build: { command: 'node build.js', inputs: ['{projectRoot}/src/**/*'], outputs: ['{projectRoot}/dist'] } }),
  }],
  artefacts: [
    { id: 'dockerfile', scope: 'service', render: ({ service, directory, deleted = new Set() }) => [
      file(directory + '/k8s/list', ['service.yaml'].filter((one) => !deleted.has(directory + '/k8s/' + one)).join(), 'merged'),
      file(directory + '/Dockerfile', 'FROM scratch\\nENV PORT=' + service.port + '\\nEXPOSE ' + service.port + '\\n', 'merged'),
      file(directory + '/Dockerfile.dockerignore', '**\\n', 'managed'),
      file(directory + '/k8s/service.yaml', 'apiVersion: v1\\nkind: Service\\n', 'merged'),
    ] },
    { id: 'workflow', scope: 'workspace', render: ({ services }) => [
      file('.github/workflows/ci.yml', '# ' + services.map((one) => one.service.name).join(' ') + '\\n', 'merged'),
    ] },
  ],
};
`;

export interface TestWorkspace {
  readonly root: string;
  /** A fresh tree over what is on disk. */
  tree(): Tree;
  /** Writes a tree's changes to disk; their paths, sorted. */
  flush(tree: Tree): string[];
  write(path: string, text: string): void;
  read(path: string): string;
}

function put(root: string, path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
}

/** An Nx workspace in a temporary folder, with a company's standard installed. Removed when the test ends. */
export function createWorkspace(files: Readonly<Record<string, string>> = {}): TestWorkspace {
  // a folder of its own around it shows what is written outside
  const around = mkdtempSync(join(tmpdir(), 'org-ci-'));
  const root = join(around, 'workspace');
  onTestFinished(() => {
    rmSync(around, { recursive: true, force: true });
  });
  const base = {
    'nx.json': '{}\n',
    'package.json': '{ "name": "@acme/source", "private": true, "workspaces": ["packages/*"] }\n',
    'package-lock.json': '{}\n',
    '.gitignore': 'node_modules\ndist\n',
    'node_modules/@acme/ci-standard/index.js': acmeStandard,
    'node_modules/@acme/ci-standard/package.json': '{ "name": "@acme/ci-standard", "version": "1.2.3" }',
  };
  for (const [path, text] of Object.entries({ ...base, ...files })) put(root, path, text);
  return {
    root,
    tree() {
      resetWorkspaceContext();
      return new FsTree(root, false);
    },
    flush(tree) {
      const changes = tree.listChanges();
      flushChanges(root, changes);
      const isLog = (path: string): boolean => journalPaths.some((one) => one === path);
      // as the callback of every generator does
      for (const path of journalPaths) rmSync(join(root, path), { force: true });
      return changes.flatMap(({ path }) => (isLog(path) ? [] : [path])).sort();
    },
    write: (path, text) => {
      put(root, path, text);
    },
    read: (path) => readFileSync(join(root, path), 'utf8'),
  };
}
