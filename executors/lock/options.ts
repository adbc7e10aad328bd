import { z } from 'zod';

/** Options of the lock executor. */
export const LockOptions = z
  .object({
    upgrade: z
      .boolean()
      .default(false)
      .describe('Newer versions of all packages, as far as pyproject.toml allows'),
    upgradePackage: z
      .array(z.string().regex(/^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/, 'a package’s name'))
      .default([])
      .describe('Newer versions of these packages'),
  })
  .describe('Locks what a project in Python needs, with hashes, for pip');
export type LockOptions = z.infer<typeof LockOptions>;
