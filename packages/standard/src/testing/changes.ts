import fc from 'fast-check';

const deployment = 'k8s/base/deployment.yaml';
const worker = 'k8s/base/worker.yaml';
const pod = 'spec.template.spec';
const ci = '.github/workflows/ci.yml';
const audit = { id: 'audit', name: 'Audit', run: 'npm audit\n' };

/** Texts of a stack's own files: what is replaced, by the end of the file's path. */
export type Texts = Readonly<Record<string, readonly [was: string, is: string]>>;

/** What a version changes: the data of an extension, and texts of the stacks' files. */
export interface Change {
  readonly data?: object;
  readonly texts?: Texts;
}

const dataChanges: readonly object[] = [
  { pins: { tools: { trivy: '0.80.0', node: '26' } } },
  { pins: { actions: { 'actions/checkout': { version: 'v8.0.0', sha: 'a'.repeat(40) } } } },
  { labels: { 'acme.example/team': 'platform' } },
  { labels: {} },
  { overrides: [{ file: deployment, op: 'add', at: `${pod}.hostUsers`, value: false }] },
  { overrides: [{ file: deployment, op: 'replace', at: `${pod}.terminationGracePeriodSeconds`, value: 45 }] },
  { overrides: [{ file: deployment, op: 'remove', at: `${pod}.topologySpreadConstraints` }] },
  { overrides: [{ file: ci, op: 'add', at: 'jobs.verify.steps', after: 'install', value: audit }] },
  { overrides: [{ file: ci, op: 'replace', at: 'jobs.verify.timeout-minutes', value: 20 }] },
  { overrides: [{ file: worker, op: 'add', at: `${pod}.hostUsers`, value: false }] },
  { overrides: [{ file: 'k8s/base/beat.yaml', op: 'remove', at: `${pod}.affinity` }] },
  { overrides: [{ file: 'k8s/overlays/*/kustomization.yaml', op: 'add', at: 'buildMetadata', value: [] }] },
  { overrides: [{ file: 'compose.yaml', op: 'add', at: 'x-acme', value: { team: 'platform' } }] },
  { overrides: [] },
];

const textChanges: readonly Texts[] = [
  { '/nginx.conf': ['add_header X-Frame-Options DENY always;', 'add_header X-Acme standard always;'] },
  { '/nginx.conf': ['    sendfile on;\n', ''] },
  { 'config.json': ['{\n', '{\n  "release": 2,\n'] },
  { 'connect.conf': ['# Origins of', '# Version 2. Origins of'] },
  { '/contract.ts': ['// Follows', '// Version 2. Follows'] },
  { Dockerfile: ['AS runtime', 'AS runtime\nENV ACME=2'] },
  {},
];

/** What versions of a standard change, alone and together. */
export const change: fc.Arbitrary<Change> = fc.oneof(
  { weight: 2, arbitrary: fc.constantFrom(...dataChanges).map((data) => ({ data })) },
  { weight: 1, arbitrary: fc.constantFrom(...textChanges).map((texts) => ({ texts })) },
);
