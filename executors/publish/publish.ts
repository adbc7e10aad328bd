import { PublishReceipt, receiptPath, type Attachment, type ImageReceipt } from '@org/ci-core';
import { copyImage, type Artifact } from '@org/ci-oci';
import { readReceipt, removeReceipt, writeReceipt } from '../frame/receipt';
import type { Task } from '../frame/task';
import { formatRepository } from '../registry/repository';
import { sessionOf, type Session } from '../registry/session';
import { writeTags } from '../registry/tags';
import { attachAll, readArtifacts } from './attachments';
import { inspectAll, knownOf } from './inspection';
import type { Publication } from './publication';
import { publishReceipt } from './receipt';
import { gatherReceipts, readReceipts } from './receipts';
import { formatExpected, formatPlan, formatResult, formatSummary } from './summary';
import { isCurrent, newTags, repositoriesOf, type Target } from './target';
import { verifyImage } from './verify';

/** The receipt of the last publication. It is taken away: a publication that fails leaves none. */
async function takeEarlier({ root, service, dryRun }: Task<unknown>): Promise<PublishReceipt | undefined> {
  const file = receiptPath(service.name, 'publish');
  const read = await readReceipt(root, file, PublishReceipt, 'publish');
  if (!dryRun) await removeReceipt(root, file);
  return read.ok ? read.value : undefined;
}

/** What was published, as it was found before, and what was attached. */
interface Done {
  readonly targets: readonly Target[];
  readonly attachments: readonly Attachment[];
}

/** Attachments and copies first, so that no tag ever names what is not complete; then tags; then everything is read back. */
async function apply(
  session: Session,
  receipt: ImageReceipt,
  targets: readonly Target[],
  artifacts: readonly Artifact[],
  progress: (line: string) => void,
): Promise<readonly Attachment[]> {
  const { registry } = session;
  const { digest } = receipt;
  const [home, ...others] = targets;
  if (!home) return [];
  const source = { ...home.repository, digest };
  const attachments = await attachAll(session, source, artifacts);
  for (const { repository } of others) {
    progress(`copying to ${formatRepository(repository)}`);
    await copyImage(registry, source, repository);
  }
  for (const target of targets) await writeTags(session, { ...target.repository, digest }, newTags(target));
  for (const { repository } of targets) await verifyImage(registry, repository, receipt);
  return attachments;
}

/** The image that passed. A dry run says what is missing, and plans as if it were there. */
async function publishable(
  task: Task<unknown>,
  { tags, registries }: Publication,
): Promise<ImageReceipt | undefined> {
  const { root, service, dryRun, say } = task;
  if (!dryRun) return (await readReceipts(root, service.name)).image;
  const { image, problems } = await gatherReceipts(root, service.name);
  for (const { where, what, fix } of problems) say(`# ${where} ${what}: ${fix}`);
  if (image) return image;
  for (const line of formatExpected(service.name, registries, tags)) say(line);
  return undefined;
}

/** Publishes what passed: the same digest under every tag in every registry. Twice is HEAD requests only. */
export async function publish(task: Task<unknown>, publication: Publication): Promise<void> {
  const { root, service, say, dryRun } = task;
  const earlier = await takeEarlier(task);
  const image = await publishable(task, publication);
  if (!image) return;
  const artifacts = await readArtifacts(root, service.name);
  const known = knownOf(earlier, image.digest, artifacts);
  const session = await sessionOf(task);
  const repositories = repositoriesOf(image, publication.registries);
  const look = (): Promise<readonly Target[]> => inspectAll(session, repositories, image, publication, known);
  const targets = await look();
  if (dryRun) {
    for (const line of formatPlan(image, targets)) say(line);
    return;
  }
  // Others may have published while this one waited: what was seen before its turn is no plan any more.
  const change = async (): Promise<Done> => {
    if (targets[0]?.hasImage === false) await publication.ensure(image);
    const now = await look();
    return { targets: now, attachments: await apply(session, image, now, artifacts, task.progress) };
  };
  const done = targets.every(isCurrent) ? { targets, attachments: known ?? [] } : await task.turn(change);
  const receipt = publishReceipt(image, done.targets, done.attachments);
  await writeReceipt(root, receiptPath(service.name, 'publish'), receipt);
  for (const line of formatSummary(image, done.targets)) say(line);
  for (const line of formatResult(image, done.targets)) task.announce(line);
}
