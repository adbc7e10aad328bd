import path from 'node:path';
import { promotionVerdict, setOverlayDigest, unwrap } from '@org/ci-core';
import { copyImage } from '@org/ci-oci';
import { writeWhole } from '../frame/receipt';
import type { Task } from '../frame/task';
import { formatRepository, isSame } from '../registry/repository';
import { sessionOf, type Session } from '../registry/session';
import { holds, readTags, writeTags } from '../registry/tags';
import { formatDone, formatSteps, formatVerdict, refusal } from './explain';
import { gatherFacts } from './facts';
import type { PromoteOptions } from './options';
import { planRoute, type Route } from './route';

/** One that moves, for people, and one that stays, so that no registry cleans away what a rollback needs. */
const environmentTags = (environment: string, digest: string): string[] => [
  `${environment}-${digest.slice('sha256:'.length).slice(0, 12)}`,
  environment,
];

const isInOverlay = ({ overlay, digest, to }: Route): boolean =>
  overlay.image?.digest === digest && overlay.image.newName === formatRepository(to);

/** The overlay is written last: where it has the digest, everything before it was done; unless the registry lost it. */
async function isDone(session: Session, route: Route): Promise<boolean> {
  return isInOverlay(route) && (await holds(session, { ...route.to, digest: route.digest }));
}

async function writeOverlay({ root, service }: Task<PromoteOptions>, route: Route): Promise<void> {
  const { file, text } = route.overlay;
  const name = formatRepository(route.to);
  const edited = unwrap(setOverlayDigest(text, service.name, name, route.digest, file));
  if (edited !== text) await writeWhole(path.join(root, file), edited);
}

/** Copies, tags, then says so in git. Each step does nothing where it was done: a run that was killed is healed by the next. */
async function apply(
  task: Task<PromoteOptions>,
  session: Session,
  route: Route,
  tags: string[],
): Promise<void> {
  const { from, to, digest } = route;
  const image = { ...to, digest };
  if (!isSame(from, to)) await copyImage(session.registry, { ...from, digest }, to);
  const current = await readTags(session, to, tags);
  const missing = tags.filter((tag) => current.get(tag) !== digest);
  await writeTags(session, image, missing);
  await writeOverlay(task, route);
}

/** Makes the same digest current in the next environment, if the verdict allows it. */
export async function promote(task: Task<PromoteOptions>): Promise<void> {
  const { options, service, say, dryRun } = task;
  const route = await planRoute(task);
  const { digest, to, overlay } = route;
  const session = await sessionOf(task);
  if (await isDone(session, route)) {
    say(`${service.name}  ${digest}  ${formatDone(route, options.to)}`);
    return;
  }
  const verdict = promotionVerdict(await gatherFacts(task, session, route));
  for (const line of formatVerdict(service.name, options.to, digest, verdict)) say(line);
  if (!verdict.allowed) throw refusal(service.name, options.to, verdict);
  const tags = environmentTags(options.to, digest);
  if (dryRun) {
    for (const line of formatSteps(route, tags)) say(line);
    return;
  }
  await apply(task, session, route, tags);
  say(`  ${formatRepository(to)}:${options.to}`);
  say(`  ${overlay.file}: commit it, and ${options.to} follows`);
  task.announce(digest);
  task.announce(`is current in ${options.to}: commit ${overlay.file}`);
}
