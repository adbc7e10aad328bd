import { createHash } from 'node:crypto';
import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { exec } from '../../rig/os/exec.js';
import { putBlob, putManifest } from '../../rig/registry/push.js';

export interface MirrorRequest {
  /** Folder that `writeTrivyDatabase` answered. */
  readonly db: string;
  /** `127.0.0.1:PORT`. */
  readonly registry: string;
  /** Default `mirror/trivy-db`. */
  readonly name?: string;
}

const configType = 'application/vnd.aquasec.trivy.config.v1+json';
const layerType = 'application/vnd.aquasec.trivy.db.layer.v1.tar+gzip';
const manifestType = 'application/vnd.oci.image.manifest.v1+json';

/** Pushes a database as companies mirror it; answers what `trivy --db-repository` takes. */
export async function pushTrivyDatabase({
  db,
  registry,
  name = 'mirror/trivy-db',
}: MirrorRequest): Promise<string> {
  const archive = join(db, '../db.tar.gz');
  await exec('tar', ['-C', db, '-czf', archive, 'trivy.db', 'metadata.json']);
  const [digest, size] = [digestOf(await readFile(archive)), (await stat(archive)).size];
  const config = Buffer.from('{}');
  await putBlob(registry, name, { digest, size, content: { file: archive } });
  await putBlob(registry, name, { digest: digestOf(config), size: config.length, content: config });
  const manifest = {
    schemaVersion: 2,
    mediaType: manifestType,
    artifactType: configType,
    config: { mediaType: configType, digest: digestOf(config), size: config.length },
    layers: [
      { mediaType: layerType, digest, size, annotations: { 'org.opencontainers.image.title': 'db.tar.gz' } },
    ],
  };
  await putManifest(registry, name, '2', {
    mediaType: manifestType,
    bytes: Buffer.from(JSON.stringify(manifest)),
  });
  await rm(archive);
  return `${registry}/${name}:2`;
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}
