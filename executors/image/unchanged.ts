import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { Digest } from '@org/ci-core';
import type { Image, Repository } from '@org/ci-oci';
import { formatCommand } from '@org/ci-toolchain';
import { z } from 'zod';
import { contextFolder, contextPaths } from '../context/prepare';
import { digestFolder } from '../context/write';
import { writeWhole } from '../frame/receipt';
import { sha256 } from '../frame/sha256';
import type { Session } from '../registry/session';
import { holdsAll } from '../registry/tags';
import { readMachine, type Machine } from './machine';
import type { ImageOptions } from './options';
import { planBuild, type ImageTask } from './plan';
import { findImage } from './push';

/** What was last pushed with what attached, and from what. */
const Pushed = z.object({ from: z.string(), digest: Digest, attached: z.array(Digest) });

/** A task whose context is written. */
export type Prepared = ImageTask & {
  /** Of all files of the context. */
  readonly contextDigest: string;
};

const recordFile = ({ root, service }: ImageTask): string =>
  path.join(contextFolder(root, service.name), 'pushed.json');

/** What decides the platform that is built for where none is named. */
const deciding = ['DOCKER_DEFAULT_PLATFORM', 'BUILDX_BUILDER', 'DOCKER_HOST', 'DOCKER_CONTEXT'] as const;

/**
 * Pure. Another builder of the same platform is no other image: what an older or newer BuildKit once pushed from the same
 * files is as good.
 */
function platformsOf({ workspace }: ImageTask, options: ImageOptions, machine: Machine): unknown {
  const { env, arch, chosen } = machine;
  const named = options.platforms ?? workspace.platforms ?? [];
  return named.length > 0 ? named : [arch, chosen, ...deciding.map((name) => env[name] ?? null)];
}

/**
 * Pure: everything that decides an image and where it goes, in one hash; undefined where a build may give another image
 * although nothing here has changed, or is asked to do more than give one.
 */
export function synthBuildKey(
  task: Prepared,
  options: ImageOptions,
  repository: string,
  machine: Machine,
): string | undefined {
  const { noCache, buildArg, cacheTo, output } = options;
  if (noCache || buildArg.length > 0 || cacheTo.length > 0 || output !== 'registry') return undefined;
  const command = formatCommand(planBuild(task, { ...options, progress: 'plain' }, 'metadata.json'));
  const platforms = platformsOf(task, options, machine);
  const parts = [command, task.dockerfile, task.contextDigest, repository, platforms];
  return sha256(JSON.stringify(parts));
}

/**
 * The same of this machine; undefined also where the Dockerfile takes something from outside that is not named by digest.
 * The parser is loaded here: nobody needs it who only uses an image.
 */
export async function readBuildKey(
  task: Prepared,
  options: ImageOptions,
  repository: string,
): Promise<string | undefined> {
  const { isPinned } = await import('@org/ci-toolchain/dockerfile');
  return isPinned(task.dockerfile)
    ? synthBuildKey(task, options, repository, await readMachine())
    : undefined;
}

/** The image that was pushed from the very same, and that the registry still has, with its provenance. */
export async function findUnchanged(
  task: Prepared,
  key: string,
  session: Session,
  repository: Repository,
): Promise<Image | undefined> {
  const text = await readFile(recordFile(task), 'utf8').catch(() => '{}');
  const { data } = Pushed.safeParse(parsed(text));
  if (data?.from !== key) return undefined;
  const [image, hasAttached] = await Promise.all([
    findImage(session.registry, { ...repository, digest: data.digest }),
    holdsAll(session, repository, data.attached),
  ]);
  return hasAttached ? image : undefined;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Whether the files that were built from are still those of the task: another run of the service writes to the same. */
async function isAsWritten({ root, service, contextDigest, dockerfile }: Prepared): Promise<boolean> {
  const paths = contextPaths(root, service.name);
  const [digest, text] = await Promise.all([
    digestFolder(paths.folder),
    readFile(paths.dockerfile, 'utf8'),
  ]).catch(() => []);
  return digest === contextDigest && text === dockerfile;
}

/** Remembers what was pushed; nothing where it cannot be known again, or not what it was built from. */
export async function rememberPushed(
  task: Prepared,
  key: string | undefined,
  { digest, attached }: { readonly digest: string; readonly attached: readonly string[] },
): Promise<void> {
  if (key === undefined || !(await isAsWritten(task))) await rm(recordFile(task), { force: true });
  else await writeWhole(recordFile(task), JSON.stringify({ from: key, digest, attached }));
}
