import { z } from 'zod';

export const ReleaseImageOptions = z.object({});
export type ReleaseImageOptions = z.infer<typeof ReleaseImageOptions>;
