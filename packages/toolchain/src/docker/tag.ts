import type { Command } from '../spawn/command';

/** Another name for an image that the engine has. */
export const dockerTag = (source: string, target: string): Command => ({
  tool: 'docker',
  args: ['tag', source, target],
});
