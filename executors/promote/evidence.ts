import { receiptPath, ScanReceipt, SmokeReceipt } from '@org/ci-core';
import { getBlob, getManifest, listReferrers, type Descriptor, type DigestReference } from '@org/ci-oci';
import type { z } from 'zod';
import { readReceipt } from '../frame/receipt';
import { artifactTypes } from '../publish/attachments';
import type { Session } from '../registry/session';

/** What is known of a digest's checks. */
export interface Evidence {
  readonly smoke: SmokeReceipt | undefined;
  readonly scan: ScanReceipt | undefined;
}

/** More statements of one kind than that are noise. */
const maxStatements = 50;

function parse<T extends z.ZodType>(schema: T, bytes: Uint8Array): z.output<T> | undefined {
  try {
    const parsed = schema.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

async function readStatement(
  { registry }: Session,
  image: DigestReference,
  { digest }: Descriptor,
): Promise<Uint8Array | undefined> {
  const { content } = await getManifest(registry, { ...image, digest });
  const layer = content.kind === 'image' ? content.manifest.layers[0] : undefined;
  return layer && getBlob(registry, image, layer);
}

/** Receipts of one kind that are attached to the digest; what cannot be read as one is left out. */
async function readAttached<T extends z.ZodType>(
  session: Session,
  image: DigestReference,
  artifactType: string,
  schema: T,
): Promise<z.output<T>[]> {
  const { descriptors } = await listReferrers(session.registry, image, artifactType);
  const statements: z.output<T>[] = [];
  for (const descriptor of descriptors.slice(-maxStatements)) {
    const bytes = await readStatement(session, image, descriptor);
    const statement = bytes && parse(schema, bytes);
    if (statement !== undefined) statements.push(statement);
  }
  return statements;
}

const databaseTime = ({ policy }: ScanReceipt): number => Date.parse(policy.database.updatedAt);

/** The scan with the newest database: what it does not find, an older one did not know. */
const newest = (scans: readonly ScanReceipt[]): ScanReceipt | undefined =>
  [...scans].sort((a, b) => databaseTime(a) - databaseTime(b)).at(-1);

/** A receipt of this workspace, if it is of the digest. */
async function readOwn<R extends { readonly digest: string }>(
  root: string,
  service: string,
  kind: 'smoke' | 'scan',
  schema: z.ZodType<R>,
  digest: string,
): Promise<R | undefined> {
  const read = await readReceipt(root, receiptPath(service, kind), schema, kind);
  return read.ok && read.value.digest === digest ? read.value : undefined;
}

/**
 * Receipts of the digest: this workspace's own smoke test, else the last that a publication attached to it; of all scans
 * the one that knew most.
 */
export async function readEvidence(
  session: Session,
  root: string,
  service: string,
  image: DigestReference,
): Promise<Evidence> {
  const { digest } = image;
  const [smoke, scan] = await Promise.all([
    readOwn(root, service, 'smoke', SmokeReceipt, digest),
    readOwn(root, service, 'scan', ScanReceipt, digest),
  ]);
  return {
    smoke: smoke ?? (await readAttached(session, image, artifactTypes.smoke, SmokeReceipt)).at(-1),
    scan: newest([
      ...(await readAttached(session, image, artifactTypes.scan, ScanReceipt)),
      ...(scan ? [scan] : []),
    ]),
  };
}
