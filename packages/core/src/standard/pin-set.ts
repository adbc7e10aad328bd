import { z } from 'zod';
import { Name } from '../manifest/names';
import { ActionName, CommitSha, Day, Digest, ImageReference, RepositoryUrl, TagVersion } from '../pins/names';

const Pinned = z.strictObject({
  version: TagVersion.describe('Tag, for people and bots'),
  sha: CommitSha.optional().describe('Commit of the tag; without it, nx g @org/ci:pins finds it'),
});

const kinds = {
  images: z.record(Name, ImageReference).optional().describe('Purpose → name:tag'),
  actions: z.record(ActionName, Pinned).optional().describe('owner/repository → pin'),
  hooks: z.record(RepositoryUrl, Pinned).optional().describe('Repository of pre-commit hooks → pin'),
  tools: z.record(Name, TagVersion).optional().describe('Tool → exact version'),
};
export const pinKinds = ['images', 'actions', 'hooks', 'tools'] as const;
export type PinKind = (typeof pinKinds)[number];

/** Pins of a standard.yaml: those of the base that are replaced, and below `add` those that it does not have. */
export const PinSet = z
  .strictObject({
    ...kinds,
    add: z.strictObject(kinds).optional().describe('Pins that the base does not have'),
    digests: z
      .record(ImageReference, Digest)
      .optional()
      .describe('name:tag → digest that comes with the standard'),
    resolved: z
      .record(z.string(), Day)
      .optional()
      .describe('What was resolved (name:tag, owner/repository, URL) → the day; the newer pin wins'),
  })
  .describe('Everything that is used in an exact version');
export type PinSet = z.infer<typeof PinSet>;
