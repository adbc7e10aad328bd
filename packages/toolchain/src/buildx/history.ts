import type { Command } from '../spawn/command';

export interface RecordedBuild {
  /** As the metadata file names it: builder/node/id, or the id alone. */
  readonly ref: string;
  readonly platform: string;
  readonly builder: string | undefined;
}

/** `docker buildx history inspect attachment`: the provenance that a builder keeps of a build, of one platform. */
export const buildxProvenance = ({ ref, platform, builder }: RecordedBuild): Command => ({
  tool: 'docker',
  args: [
    'buildx',
    'history',
    'inspect',
    'attachment',
    ...(builder === undefined ? [] : ['--builder', builder]),
    '--type',
    'provenance',
    '--platform',
    platform,
    ref.split('/').at(-1) ?? ref,
  ],
});

/** An SLSA predicate; undefined where it is none. */
export function parseProvenance(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
