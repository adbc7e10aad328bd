import { z } from 'zod';

/** OCI platform: only what an image is chosen by. */
export const Platform = z.looseObject({
  os: z.string(),
  architecture: z.string(),
  variant: z.string().optional(),
});
export type Platform = z.infer<typeof Platform>;

/** `linux/amd64`, `linux/arm64/v8`: the form that `docker --platform` takes. */
export function formatPlatform({ os, architecture, variant }: Platform): string {
  return variant ? `${os}/${architecture}/${variant}` : `${os}/${architecture}`;
}
