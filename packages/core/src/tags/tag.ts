import { z } from 'zod';

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

/** A tag that somebody asks for by name: a version stays where it is, anything else moves. */
export const namedTag = (name: string): Tag => ({ name, moving: !Version.safeParse(name).success });
