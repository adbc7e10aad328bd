import { rm } from 'node:fs/promises';
import { attachReferrer, connectRegistry } from '@org/ci-oci';
import { afterEach, expect, it } from 'vitest';
import { artifactTypes } from '../publish/attachments';
import { repositoryIn } from '../registry/repository';
import { sessionOf } from '../registry/session';
import { freshPath, pushTestImage, testRegistry } from '../registry/testing/image';
import { scanOf, writePassed } from '../registry/testing/receipts';
import { testTask, writeWorkspace } from '../registry/testing/service';
import { workspaceYaml } from '../frame/testing/workspace';
import { readEvidence } from './evidence';

let root = '';
afterEach(() => rm(root, { recursive: true }));

it.each([
  ['later', 60_000, 1],
  ['earlier', -60_000, 0],
])(
  'a scan by a %s database that is attached to the digest, beside this workspace’s own',
  async (_, ms, count) => {
    const home = `${testRegistry()}/${freshPath()}`;
    root = await writeWorkspace(home, '');
    const image = await pushTestImage(repositoryIn(home, 'payments'), 'payments');
    await writePassed(root, image);
    const scan = scanOf('payments', image.digest);
    const updatedAt = new Date(Date.now() + ms).toISOString();
    const policy = { ...scan.policy, database: { ...scan.policy.database, updatedAt } };
    const finding = {
      id: 'CVE-2026-1',
      package: 'a',
      version: '1',
      severity: 'critical',
      source: 'lock file',
    };
    const content = Buffer.from(JSON.stringify({ ...scan, policy, findings: [finding] }));
    const type = artifactTypes.scan;
    const reference = { ...repositoryIn(home, 'payments'), digest: image.digest };
    await attachReferrer(connectRegistry(), reference, { artifactType: type, mediaType: type, content });
    const session = await sessionOf(testTask(root, workspaceYaml(home), {}));
    const found = await readEvidence(session, root, 'payments', reference);
    expect(found.scan?.findings).toHaveLength(count);
  },
);
