import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  ProblemError,
  readOverlayImage,
  restoreCommand,
  unwrap,
  type EnvironmentState,
  type OverlayImage,
} from '@org/ci-core';
import { askGit, gitCommitted, gitHead, type Runner } from '@org/ci-toolchain';

/** An environment's state: its overlay. */
export interface OverlayFile {
  /** POSIX, from the workspace's root. */
  readonly file: string;
  /** Of the work tree, which a promotion edits. */
  readonly text: string;
  readonly image: OverlayImage | undefined;
  readonly state: EnvironmentState;
}

interface Place {
  readonly root: string;
  readonly directory: string;
  readonly service: { readonly name: string };
  readonly run: Runner;
  readonly signal: AbortSignal;
}

/** What git has of the file; undefined where git does not answer: it is missing, this is no repository, nothing is committed. */
async function readCommitted(
  { root, service, ...asking }: Place,
  file: string,
): Promise<{ readonly image: OverlayImage | undefined } | undefined> {
  const text = await askGit(asking, gitCommitted(root, file));
  if (text !== undefined) return { image: unwrap(readOverlayImage(text, service.name, `HEAD:${file}`)) };
  const head = await askGit(asking, gitHead(root));
  return head === undefined ? undefined : { image: undefined };
}

/** Reads `k8s/overlays/<environment>/kustomization.yaml`. Codes: overlay-missing, overlay-invalid. */
export async function readOverlay(place: Place, environment: string): Promise<OverlayFile> {
  const { root, directory, service } = place;
  const file = path.posix.join(directory, 'k8s/overlays', environment, 'kustomization.yaml');
  const text = await readFile(path.join(root, file), 'utf8').catch((error: unknown) => {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`;
    throw new ProblemError({
      code: 'overlay-missing',
      where: file,
      what,
      fix: `bring it back: ${restoreCommand(file)}`,
    });
  });
  const image = unwrap(readOverlayImage(text, service.name, file));
  const committed = await readCommitted(place, file);
  const workTree = image?.digest;
  const digest = committed ? committed.image?.digest : workTree;
  return { file, text, image, state: { inGit: committed !== undefined, digest, workTree } };
}
