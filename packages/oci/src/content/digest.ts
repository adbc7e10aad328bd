import { createHash } from 'node:crypto';

const DIGEST = /^sha256:[a-f0-9]{64}$/;

/** True for `sha256:<64 lower-case hex digits>`, the only algorithm that every registry supports. */
export const isDigest = (text: string): boolean => DIGEST.test(text);

/** The digest of the bytes as they are: `sha256:<hex>`. */
export const digestOf = (bytes: Uint8Array): string =>
  `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
