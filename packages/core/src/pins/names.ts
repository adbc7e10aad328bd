import { z } from 'zod';

/** sha256 digest of the OCI image specification: what content is called by. */
export const Digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'a digest is sha256: and 64 hexadecimal digits');

/** `name:tag` of an image, with its registry where it is not Docker Hub. */
export const ImageReference = z
  .string()
  .max(400)
  .regex(
    /^[a-z0-9]([a-z0-9._:/-]*[a-z0-9])?:[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/,
    'an image is name:tag, e.g. node:24-slim',
  );

/** `owner/repository` of an action. */
export const ActionName = z
  .string()
  .max(140)
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]*\/[A-Za-z0-9_.-]+$/, 'an action is owner/repository');

/** Where a hook's repository is cloned from; without credentials and queries. */
export const RepositoryUrl = z
  .string()
  .max(300)
  .regex(/^https:\/\/[A-Za-z0-9.-]+(:\d{1,5})?(\/[A-Za-z0-9._~-]+)+$/, 'a repository is an https URL');

/** Commit of git: not the tag object, which has another id. */
export const CommitSha = z
  .string('a commit is text: quote it, YAML takes it for a number')
  .regex(/^[0-9a-f]{40}$/, 'a commit is 40 hexadecimal digits');

/** Name of a tag (git-check-ref-format(1)), of plain characters: it becomes a command's argument and a comment. */
export const TagVersion = z
  .string()
  .max(100)
  .regex(/^[A-Za-z0-9][A-Za-z0-9._+-]*$/, 'a version is a tag such as v4.2.0');

/** Calendar date, UTC. */
export const Day = z.iso.date();
