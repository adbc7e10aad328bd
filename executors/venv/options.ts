import { z } from 'zod';

/** Options of the venv executor. */
export const VenvOptions = z
  .object({})
  .describe('Brings a project’s virtual environment to what its lock files say (pip)');
export type VenvOptions = z.infer<typeof VenvOptions>;
