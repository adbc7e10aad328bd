import { z } from 'zod';

/** Nx gives sync generators no options. */
export const SyncOptions = z
  .strictObject({})
  .describe('Brings generated files to what service.yaml, ci.yaml and the standard say');
export type SyncOptions = z.infer<typeof SyncOptions>;
