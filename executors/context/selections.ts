import path from 'node:path';
import { isNamed } from '@org/ci-core';

/** A stage of a Dockerfile that takes the whole context, and keeps a part of it that is known without a builder. */
export interface Selection {
  readonly stage: string;
  /** Folder in the stage, without the leading slash. */
  readonly folder: string;
  /** Whether it keeps a file of the context, POSIX, from the context's root. */
  readonly keeps: (file: string) => boolean;
}

/** As the standard's Dockerfiles have them, and nothing else in them: then what the stage holds is known. */
const known = (stage: string, step: string): RegExp =>
  new RegExp(
    String.raw`^FROM (?:--platform=\S+ )?\S+ AS (?<stage>${stage})\n(?:HEALTHCHECK NONE\n)?WORKDIR \/(?<folder>${stage})\nCOPY \. \.\nRUN --network=none ${step}\n(?=\s*(?:#.*\n\s*)*FROM )`,
    'm',
  );

/** Base names; one that begins with `*` stands for all that end so. */
const byName = known(
  'manifests',
  String.raw`find \. -type f(?<what>(?: ! -name (?:[\w.-]+|'\*[\w.-]+'))+) -delete -o -type d -empty -delete`,
);
/** Files and folders; an ending after the last slash stands for all of that folder that end so. */
const without = known(
  'members',
  String.raw`rm -rf(?<what>(?: (?!\.)[\w@.-]+(?:\/(?!\.)[\w@.-]+)*(?:\/\*\.\w+)?)+)`,
);

const keepsNames = (what: string): Selection['keeps'] => {
  const names = what.replaceAll("'", '').split(' ! -name ').slice(1);
  return (file) => names.some((name) => isNamed(path.posix.basename(file), name));
};

/** What the shell makes of a word without spaces: a name, or a star and an ending, which no hidden file has. */
function isRemoved(file: string, word: string): boolean {
  const [folder = '', ending] = word.split('/*');
  if (ending === undefined) return `${file}/`.startsWith(`${word}/`);
  if (!file.startsWith(`${folder}/`)) return false;
  const [first = ''] = file.slice(folder.length + 1).split('/');
  return first.endsWith(ending) && !first.startsWith('.');
}

const dropsPaths = (what: string): Selection['keeps'] => {
  const words = what.split(' ').slice(1);
  return (file) => !words.some((word) => isRemoved(file, word));
};

const kinds = [
  { pattern: byName, read: keepsNames },
  { pattern: without, read: dropsPaths },
] as const;

/** Pure: the stages that select from the context in a known way; one that does it in another is left to the builder. */
export const findSelections = (dockerfile: string): Selection[] =>
  kinds.flatMap(({ pattern, read }) => {
    const { stage, folder, what } = pattern.exec(dockerfile)?.groups ?? {};
    if (stage === undefined || folder === undefined || what === undefined) return [];
    return [{ stage, folder, keeps: read(what) }];
  });
