import path from 'node:path';
import { isNamed } from '@org/ci-core';
import type { ContextFile } from './plan';

/** A stage of a Dockerfile that takes the whole context, and keeps files of a few names. */
export interface ManifestsStage {
  readonly stage: string;
  /** Folder in the stage, without the leading slash. */
  readonly folder: string;
  /** Base names; one that begins with `*` stands for all that end so. */
  readonly names: readonly string[];
}

/** As the standard's Dockerfiles have it, and nothing else in it: then what the stage holds is known without a builder. */
const known =
  /^FROM (?:--platform=\S+ )?\S+ AS (?<stage>manifests)\n(?:HEALTHCHECK NONE\n)?WORKDIR \/(?<folder>manifests)\nCOPY \. \.\nRUN --network=none find \. -type f(?<names>(?: ! -name (?:[\w.-]+|'\*[\w.-]+'))+) -delete -o -type d -empty -delete\n(?=\s*(?:#.*\n\s*)*FROM )/m;

/** Pure: the stage that selects what decides an installation; undefined where a Dockerfile does it in another way. */
export function findManifestsStage(dockerfile: string): ManifestsStage | undefined {
  const { stage, folder, names } = known.exec(dockerfile)?.groups ?? {};
  if (stage === undefined || folder === undefined || names === undefined) return undefined;
  return { stage, folder, names: names.replaceAll("'", '').split(' ! -name ').slice(1) };
}

/** Pure: the files that the stage would keep of a context. */
export const selectManifests = ({ names }: ManifestsStage, context: readonly ContextFile[]): ContextFile[] =>
  context.filter((file) => names.some((name) => isNamed(path.posix.basename(file.path), name)));
