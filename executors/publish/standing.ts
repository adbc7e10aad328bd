import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { formatReceipt, PublishReceipt, receiptPath } from '@org/ci-core';
import type { Standing } from '../frame/mark';
import type { Session } from '../registry/session';
import { readArtifacts } from './attachments';
import { inspectAll, knownOf } from './inspection';
import type { Names } from './publication';
import { publishReceipt } from './receipt';
import { readReceipts } from './receipts';
import { isCurrent, repositoriesOf } from './target';

/** Whose publication is looked up, with what. */
interface Published {
  readonly root: string;
  readonly session: Session;
  readonly service: string;
}

/** The receipt of the last publication, and its very text. */
async function readEarlier({ root, service }: Published): Promise<[PublishReceipt | undefined, string]> {
  const text = await readFile(path.join(root, receiptPath(service, 'publish')), 'utf8').catch(() => '{}');
  return [PublishReceipt.safeParse(JSON.parse(text)).data, text];
}

/**
 * Whether publishing would change nothing, not even its receipt: that is of today's image, names and attachments, and
 * every registry has all that it says. Throws what forbids a publication.
 */
export async function lookUp(published: Published, names: Names): Promise<Standing> {
  const { root, session, service } = published;
  const [{ image }, [earlier, text], artifacts] = await Promise.all([
    readReceipts(root, service),
    readEarlier(published),
    readArtifacts(root, service),
  ]);
  const about = JSON.stringify([image, names]);
  const known = knownOf(earlier, image.digest, artifacts);
  if (!known) return { stands: false, about };
  const targets = await inspectAll(session, repositoriesOf(image, names.registries), image, names, known);
  const isSame = text === formatReceipt(publishReceipt(image, targets, known));
  return { stands: isSame && targets.every(isCurrent), about };
}
