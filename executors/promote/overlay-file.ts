import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { ProblemError, readOverlayImage, unwrap, type OverlayImage } from '@org/ci-core';

/** An environment's state in git: its overlay. */
export interface OverlayFile {
  /** POSIX, from the workspace's root. */
  readonly file: string;
  readonly text: string;
  readonly image: OverlayImage | undefined;
}

interface Place {
  readonly root: string;
  readonly directory: string;
  readonly service: { readonly name: string };
}

/** Reads `k8s/overlays/<environment>/kustomization.yaml`. Codes: overlay-missing, overlay-invalid. */
export async function readOverlay(
  { root, directory, service }: Place,
  environment: string,
): Promise<OverlayFile> {
  const file = path.posix.join(directory, 'k8s/overlays', environment, 'kustomization.yaml');
  const text = await readFile(path.join(root, file), 'utf8').catch((error: unknown) => {
    const { code = 'unknown error' } = error as NodeJS.ErrnoException;
    const what = code === 'ENOENT' ? 'is missing' : `cannot be read (${code})`;
    throw new ProblemError({ code: 'overlay-missing', where: file, what, fix: 'nx sync writes it' });
  });
  return { file, text, image: unwrap(readOverlayImage(text, service.name, file)) };
}
