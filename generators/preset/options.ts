import { z } from 'zod';
import { InitOptions } from '../init/options';

/** Options of `create-nx-workspace --preset=@org/ci`. create-nx-workspace also passes options of its own. */
export const PresetOptions = z
  .looseObject({
    name: z
      .string()
      .optional()
      .describe('Name of the workspace')
      .meta({ $default: { $source: 'argv', index: 0 } }),
    standard: InitOptions.shape.standard,
    registry: InitOptions.shape.registry,
    mirrors: InitOptions.shape.mirrors,
    platforms: InitOptions.shape.platforms,
  })
  .describe('A new workspace that is set up for @org/ci');
export type PresetOptions = z.infer<typeof PresetOptions>;
