import { ImageReceipt, PublishReceipt, receiptPath, unwrap } from '@org/ci-core';
import type { LoadedWorkspace } from '../frame/load';
import { readReceipt } from '../frame/receipt';
import type { Session } from '../registry/session';
import { readArtifacts } from './attachments';
import { inspectAll, knownOf } from './inspection';
import type { Names } from './publication';
import { isCurrent, repositoriesOf } from './target';

/** Where a publication is looked up, with what. */
export interface Look extends LoadedWorkspace {
  readonly root: string;
  readonly session: Session;
}

/**
 * Whether publishing would change nothing: its receipt is of today's image and names, and every registry has all that
 * it says. Throws what is missing.
 */
export async function isPublished({ root, session }: Look, service: string, names: Names): Promise<boolean> {
  const [image, earlier, artifacts] = await Promise.all([
    readReceipt(root, receiptPath(service, 'image'), ImageReceipt, 'image').then(unwrap),
    readReceipt(root, receiptPath(service, 'publish'), PublishReceipt, 'publish').then(unwrap),
    readArtifacts(root, service),
  ]);
  const known = knownOf(earlier, image.digest, artifacts);
  if (!known) return false;
  const targets = await inspectAll(session, repositoriesOf(image, names.registries), image, names, known);
  return targets.every(isCurrent);
}
