import { randomUUID } from 'node:crypto';
import { cp, rm } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError, unwrap, type ImageReceipt } from '@org/ci-core';
import { parseReference, type DigestReference, type Image } from '@org/ci-oci';
import { runChecked } from '@org/ci-toolchain';
import { contextFolder, type PreparedContext } from '../context/prepare';
import { formatRepository, repositoryIn } from '../registry/repository';
import { sessionOf } from '../registry/session';
import { damagedBlobs, DamagedBlob, demandWhole, forgetBlobs } from './blob';
import { forgetShared } from './blob-pool';
import { buildLayout, prepareBuild, runBuild, type Building, type Built } from './build';
import { describeLayout } from './describe';
import type { ImageOptions } from './options';
import { destination, engineTag, planLoad } from './plan';
import { attachProvenance, synthStatements } from './provenance';
import { pushImage } from './push';
import { receiptOf } from './receipt';
import { recordedProvenance } from './recorded-provenance';
import { demandReplaceable } from './replaceable';
import { findUnchanged, readBuildKey, rememberPushed } from './unchanged';

type ImageTask = Building & { readonly say: (line: string) => void };
type PreparedTask = ImageTask & PreparedContext;

/** An image where it was wanted, and digests of the provenance that is attached to it there. */
interface Brought {
  readonly image: Image;
  readonly attached: readonly string[];
}

/** `<registry>/<service>`: where the image lives, or would live. */
const repositoryOf = ({ workspace, service }: ImageTask, options: ImageOptions) =>
  repositoryIn(options.registry ?? workspace.registry, service.name);

async function toRegistry(
  task: ImageTask,
  options: ImageOptions,
  { layout, node, metadata }: Built,
): Promise<Brought> {
  const { registry } = await sessionOf(task);
  const repository = repositoryOf(task, options);
  const { image, isNew } = await pushImage(registry, repository, layout, node);
  let attached: readonly string[] = [];
  if (options.provenance) {
    const provenance = await recordedProvenance(task, options, metadata, image);
    const statements = synthStatements(formatRepository(repository), image, provenance);
    attached = await attachProvenance(registry, { ...repository, digest: image.digest }, statements);
  }
  task.say(`${formatRepository(repository)}@${image.digest}${isNew ? '' : ' (was there)'}`);
  return { image, attached };
}

async function toFolder(task: ImageTask, options: ImageOptions, { layout, node }: Built): Promise<Brought> {
  const dest = destination(task, options);
  await demandReplaceable(dest);
  await demandWhole(layout, node);
  await rm(dest, { recursive: true, force: true });
  // first, so that what a killed run leaves can be replaced
  await cp(path.join(layout, 'oci-layout'), path.join(dest, 'oci-layout'));
  await cp(layout, dest, { recursive: true, filter: (source) => path.basename(source) !== 'ingest' });
  task.say(`${path.relative(task.root, dest)} @ ${node.digest}`);
  return { image: await describeLayout(layout, node), attached: [] };
}

async function toEngine(
  task: ImageTask,
  options: ImageOptions,
  { layout, dockerfile, node }: Built,
): Promise<Brought> {
  const archive = path.join(contextFolder(task.root, task.service.name), `image-${randomUUID()}.tar`);
  const [build, load] = planLoad({ ...task, dockerfile }, options, archive);
  try {
    await runBuild(task, build);
    await runChecked(task.run, load, { signal: task.signal });
  } finally {
    await rm(archive, { force: true });
  }
  task.say(`${engineTag(task, options)} @ ${node.digest}`);
  return { image: await describeLayout(layout, node), attached: [] };
}

const outputs = { registry: toRegistry, oci: toFolder, engine: toEngine };

/** Builds again what of a layout is damaged, for this service and for those that would share it. */
async function rebuild(task: PreparedTask, options: ImageOptions, { layout, node }: Built): Promise<Built> {
  const damaged = await damagedBlobs(layout, node);
  task.progress(`${damaged.length} damaged blobs of ${layout} are built again`);
  await forgetBlobs(layout, damaged);
  await forgetShared(task.root, damaged);
  return buildLayout(task, options);
}

async function buildAnew(task: PreparedTask, options: ImageOptions): Promise<Brought> {
  const bring = outputs[options.output];
  const built = await buildLayout(task, options);
  return bring(task, options, built).catch(async (error: unknown) => {
    if (!(error instanceof DamagedBlob)) throw error;
    return bring(task, options, await rebuild(task, options, built));
  });
}

/** Asks the registry alone where what decides the image is what it was when it was pushed. */
async function buildWhereChanged(task: PreparedTask, options: ImageOptions): Promise<Image> {
  const repository = repositoryOf(task, options);
  const key = await readBuildKey(task, options, formatRepository(repository));
  const known =
    key === undefined ? undefined : await findUnchanged(task, key, await sessionOf(task), repository);
  if (known) {
    task.say(`${formatRepository(repository)}@${known.digest} (was there, pushed from the same files)`);
    return known;
  }
  const { image, attached } = await buildAnew(task, options);
  await rememberPushed(task, key, { digest: image.digest, attached });
  return image;
}

/**
 * Builds a service's image and brings it where it is wanted. The same files give the same digest, whatever the output.
 * Codes: build-failed, engine-down, buildx-missing, builder-unfit, disk-full, lock-…, registry-….
 */
export async function buildImage(task: ImageTask, options: ImageOptions): Promise<ImageReceipt> {
  const prepared = await prepareBuild(task);
  const image =
    options.output === 'registry'
      ? await buildWhereChanged(prepared, options)
      : (await buildAnew(prepared, options)).image;
  return receiptOf(task.service.name, formatRepository(repositoryOf(task, options)), image);
}

/** Where a receipt says that its image is. */
export function referenceOf({ repository, digest }: ImageReceipt): DigestReference {
  const { host, repository: name } = unwrap(parseReference(repository));
  return { host, repository: name, digest };
}

/** Code: digest-changed. */
export function demandDigest(receipt: ImageReceipt, built: ImageReceipt): void {
  if (built.digest === receipt.digest) return;
  throw new ProblemError({
    code: 'digest-changed',
    where: `${receipt.repository}@${receipt.digest}`,
    what: `the registry has lost it, and building it again gave ${built.digest}`,
    fix: `nx run ${receipt.service}:image --skip-nx-cache, and check the new digest from the start`,
  });
}
