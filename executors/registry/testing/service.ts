import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseService, parseWorkspace, unwrap, type ImageReceipt, type ScanReceipt } from '@org/ci-core';
import {
  connectRegistry,
  digestOf,
  mediaTypes,
  putManifest,
  uploadBlob,
  type Descriptor,
  type Repository,
} from '@org/ci-oci';
import { loadStandard } from '@org/ci-standard';
import { runCommand } from '@org/ci-toolchain';
import { standardFiles, workspaceYaml, writeFolder } from '../../frame/testing/workspace';
import type { Task } from '../../frame/task';

const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const layerType = 'application/vnd.oci.image.layer.v1.tar+gzip';

/** Address of the real registry of the integration tests. Missing is a failure, not a skip. */
export function testRegistry(): string {
  const address = process.env.ORG_CI_REGISTRY;
  if (address) return address;
  throw new Error(
    'ORG_CI_REGISTRY is not set: give the host:port of a running registry (npm test starts one)',
  );
}

let count = 0;
/** A registry path that no other test and no earlier run has used. */
export const freshPath = (): string => `executors/${Date.now().toString(36)}-${process.pid}-${count++}`;

/** An image of one random layer, by digest, no tag: what image leaves in the registry. */
export async function pushTestImage(to: Repository, service: string): Promise<ImageReceipt> {
  const registry = connectRegistry();
  const push = async (mediaType: string, bytes: Uint8Array): Promise<Descriptor> => {
    const descriptor = { mediaType, digest: digestOf(bytes), size: bytes.byteLength };
    await uploadBlob(registry, to, descriptor, () => bytes);
    return descriptor;
  };
  const platform = { os: 'linux', architecture: 'amd64' };
  const config = await push(
    mediaTypes.OCI_CONFIG,
    encode({ ...platform, rootfs: { type: 'layers', diff_ids: [] } }),
  );
  const layer = await push(layerType, randomBytes(5000));
  const mediaType = mediaTypes.OCI_MANIFEST;
  const bytes = encode({ schemaVersion: 2, mediaType, config, layers: [layer] });
  const { digest } = await putManifest(registry, to, { mediaType, bytes });
  const platforms = [{ platform: 'linux/amd64', digest, size: config.size + layer.size }];
  return { schema: 1, service, repository: `${to.host}/${to.repository}`, digest, mediaType, platforms };
}

export const scanOf = (service: string, digest: string): ScanReceipt => ({
  schema: 1,
  service,
  digest,
  pass: true,
  policy: {
    schema: 1,
    standard: { name: '@acme/standard', version: '1.2.3' },
    gate: { critical: 0, high: 5 },
    waivers: [],
    database: {
      scanner: 'trivy',
      version: '2',
      updatedAt: new Date().toISOString(),
      stale: false,
      maxAgeHours: 48,
    },
  },
  scanned: ['linux/amd64'],
  findings: [],
  waived: [],
  reasons: [],
});

/** Receipts of checks that passed for the digest. */
export async function writePassed(
  root: string,
  image: ImageReceipt,
  failed?: 'smoke' | 'scan',
): Promise<void> {
  const { service, digest } = image;
  const common = { schema: 1, service, digest, pass: true };
  const receipts: Record<string, object> = {
    image,
    smoke: {
      ...common,
      pass: failed !== 'smoke',
      checks: [{ id: 'ready', pass: failed !== 'smoke', detail: '' }],
      healthyAfterMs: 1,
      stoppedAfterMs: 1,
      memoryBytes: 1,
    },
    size: { ...common, budgetBytes: 9, overBaseBytes: 1, totalBytes: 1, layers: [], packages: [] },
    scan: {
      ...scanOf(service, digest),
      pass: failed !== 'scan',
      reasons: failed === 'scan' ? ['1 critical found'] : [],
    },
  };
  const folder = path.join(root, 'dist/ci', service);
  await mkdir(folder, { recursive: true });
  for (const [kind, receipt] of Object.entries(receipts))
    await writeFile(path.join(folder, `${kind}.json`), JSON.stringify(receipt));
}

const overlay = `# edited by people
images:
  - name: payments # promoted here
    newName: example.com/payments
    newTag: unpromoted
`;

/** A workspace with the service payments in apps/payments and overlays of two environments. */
export const writeWorkspace = (registry: string, more: string): Promise<string> =>
  writeFolder({
    ...standardFiles,
    'ci.yaml': workspaceYaml(registry, more),
    'apps/payments/service.yaml': 'name: payments\nstack: node-api\nport: 3000\n',
    'apps/payments/k8s/overlays/staging/kustomization.yaml': overlay,
    'apps/payments/k8s/overlays/production/kustomization.yaml': overlay,
  });

export interface TestTask<Options> extends Task<Options> {
  readonly said: string[];
  readonly announced: string[];
}

/** A task as the frame would give it; each has a session of its own. */
export function testTask<Options>(
  root: string,
  yaml: string,
  options: Options,
  dryRun = false,
): TestTask<Options> {
  const standard = loadStandard(root, '@acme/standard');
  const [stack] = standard.stacks;
  if (!stack) throw new Error('the standard of the tests has a stack');
  const said: string[] = [];
  const announced: string[] = [];
  return {
    options,
    project: 'payments',
    directory: 'apps/payments',
    workspace: unwrap(parseWorkspace(yaml, 'ci.yaml')),
    standard,
    stack,
    service: unwrap(parseService('name: payments\nstack: node-api\nport: 3000\n', 'service.yaml')),
    root,
    graph: { nodes: {}, dependencies: {} },
    dryRun,
    say: (line) => said.push(line),
    progress: () => undefined,
    announce: (line) => announced.push(line),
    run: runCommand,
    turn: (work) => work(),
    signal: new AbortController().signal,
    said,
    announced,
  };
}
