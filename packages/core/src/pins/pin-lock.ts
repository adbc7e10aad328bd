import { z } from 'zod';

/** sha256 digest of the OCI image specification: what content is called by. */
export const Digest = z
  .string()
  .regex(/^sha256:[0-9a-f]{64}$/, 'a digest is sha256: and 64 hexadecimal digits');

/** `.ci/pins.json`: a lock file, image reference with tag → digest as its registry had it when it was resolved. */
export const PinLock = z.strictObject({
  $schema: z.string().optional(),
  images: z.record(z.string(), Digest),
});
export type PinLock = z.infer<typeof PinLock>;

/** `node:24-slim` → `node:24-slim@sha256:…`; unpinned where nobody has resolved it yet: a digest is never invented. */
export function pinImage(pins: PinLock, reference: string): string {
  const digest = pins.images[reference];
  return digest ? `${reference}@${digest}` : reference;
}
