import type { Problem } from '@org/ci-core';

interface Meaning {
  readonly code: string;
  readonly what: string;
  readonly fix: string;
}

const full: Meaning = {
  code: 'disk-full',
  what: 'no space left on this machine',
  fix: 'free space, then run again',
};
const denied: Meaning = {
  code: 'file-denied',
  what: 'this user may not write there',
  fix: 'see who owns it and whether it is mounted to be read only, then run again',
};

/** Codes of errno(3) that are the machine's fault, not ours. */
const meanings: Readonly<Record<string, Meaning>> = {
  ENOSPC: full,
  EDQUOT: full,
  EACCES: denied,
  EPERM: denied,
  EROFS: { ...denied, what: 'this file system can only be read' },
};

/** What the file system's refusal means for people; undefined of any other error. */
export function systemProblem(error: unknown): Problem | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, path, message } = error as NodeJS.ErrnoException;
  const meaning = Object.hasOwn(meanings, code ?? '') ? meanings[code ?? ''] : undefined;
  return meaning && { ...meaning, where: path ?? 'this machine', what: `${meaning.what} (${message})` };
}
