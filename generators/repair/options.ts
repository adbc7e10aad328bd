import { z } from 'zod';

/** Options of `nx g @org/ci:repair`. */
export const RepairOptions = z
  .strictObject({})
  .describe('Makes damaged or missing locks anew, from merge bases and what is generated today');
export type RepairOptions = z.infer<typeof RepairOptions>;
