import { z } from 'zod';
import { ActionName, CommitSha, Day, Digest, RepositoryUrl, TagVersion } from './names';

const Commit = z.strictObject({ version: TagVersion, sha: CommitSha });

/** `.ci/pins.json`: a lock file, image reference with tag → digest as its registry had it when it was resolved. */
export const PinLock = z.strictObject({
  $schema: z.string().optional(),
  images: z.record(z.string(), Digest),
  actions: z.record(ActionName, Commit).optional().describe('owner/repository → tag and its commit'),
  hooks: z.record(RepositoryUrl, Commit).optional().describe('Repository of hooks → tag and its commit'),
  resolved: z
    .record(z.string(), Day)
    .optional()
    .describe(
      'Pin as it was resolved (name:tag@digest, owner/repository@commit) → the day; a bot’s pin has none until nx g @org/ci:pins',
    ),
});
export type PinLock = z.infer<typeof PinLock>;

/** `node:24-slim` → `node:24-slim@sha256:…`; unpinned where nobody has resolved it yet: a digest is never invented. */
export function pinImage(pins: PinLock, reference: string): string {
  const digest = pins.images[reference];
  return digest ? `${reference}@${digest}` : reference;
}
