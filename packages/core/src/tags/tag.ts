import { z } from 'zod';
import { failed, ok, type Result } from '../problem/result';

/** Tag grammar of the distribution specification: `[\w][\w.-]{0,127}`. */
export const TagName = z
  .string()
  .regex(/^\w[\w.-]{0,127}$/, 'a tag is at most 128 letters, digits and _ . -, not starting with . or -')
  .refine((tag) => !tag.startsWith('sha256-'), 'sha256-… is where registries list attachments');

/** A number first, as in `1.4.0`, `v2`, `2611.21.c86b81f`: so that no branch can be taken for a version. */
export const Version = z
  .string()
  .max(50, 'a version has at most 50 characters')
  .regex(
    /^v?\d+([._+][\w.+-]*)?$/,
    'a version starts with a number, then a dot: 1.4.0, 1.4.0-rc.1, 2611.21.c86b81f',
  );

/** A name for a digest. A moving tag follows what is published; the others name one digest for ever. */
export interface Tag {
  readonly name: string;
  readonly moving: boolean;
}

/** SemVer's build metadata has a plus, which tags cannot have. */
export const versionTag = (version: string): string => version.replaceAll('+', '-');

/** A whole commit id, which a tag of ours may consist of. */
const isCommit = (name: string): boolean => /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(name);

/**
 * A tag that somebody asks for by name: a version or a commit stays where it is, anything else moves. Tags of
 * `environments` are what promotions say, and nobody else. Code: tag-reserved.
 */
export function namedTag(name: string, environments: readonly string[]): Result<Tag> {
  const taken = environments.find((each) => name === each || name.startsWith(`${each}-`));
  if (taken === undefined) return ok({ name, moving: !Version.safeParse(name).success && !isCommit(name) });
  return failed({
    code: 'tag-reserved',
    where: `--tag=${name}`,
    what: `names what is current in ${taken}`,
    fix: `choose another one; promote --to=${taken} moves the digest there`,
  });
}
