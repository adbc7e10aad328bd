import type { Problem } from '../problem/problem';
import { asidePath, basePath, restoreCommand } from './lock';

export type FindingCode =
  | 'drift'
  | 'missing'
  | 'deleted'
  | 'kept-existing'
  | 'not-adopted'
  | 'managed-now'
  | 'base-lost'
  | 'orphan'
  | 'path-refused'
  | 'pending'
  | 'torn';

/** What is to be known of one generated file. */
export interface Finding extends Problem {
  /** Whose lock holds the file: a service, or `ci` for the workspace's own. */
  readonly service: string;
  readonly path: string;
}

/** Findings that people are told of, and that ask nothing of them. */
const settled: readonly string[] = [
  'drift',
  'missing',
  'deleted',
  'kept-existing',
  'not-adopted',
  'orphan',
  'ejected',
  'standard-behind',
];

/** Whether a finding keeps the workspace out of sync until somebody decides. */
export const isOpen = ({ code }: { readonly code: string }): boolean => !settled.includes(code);

/** What settles places that wait for a person, by the standard's text. */
export const resolveCommand = (service: string, path: string): string =>
  `npx nx g @org/ci:resolve ${service} --file=${path} --take=theirs`;

/** What shows both sides of the places that wait, and how to decide for either. */
const decideCommand = (service: string, path: string): string =>
  `look at both sides: npx nx g @org/ci:resolve ${service} --file=${path}\n    and decide: --take=mine (yours stays), --take=theirs (the standard’s) or --take=edit (after you edited the file); --at=… for one place`;

type Words = (path: string, service: string, more: string) => Pick<Problem, 'what' | 'fix'>;

const words: Record<FindingCode, Words> = {
  drift: (path) => ({
    what: `was changed by hand, but the standard manages it: it is generated anew, and your text put aside in ${asidePath(path)}`,
    fix: 'change service.yaml, ci.yaml or the standard instead, or own the file: npx nx g @org/ci:own',
  }),
  missing: () => ({
    what: 'was deleted, but the standard manages it: it is generated anew',
    fix: 'to do without it, own the file: npx nx g @org/ci:own',
  }),
  deleted: (path) => ({
    what: 'was deleted by you, and stays so',
    fix: `to have it again: ${restoreCommand(path)}`,
  }),
  'kept-existing': (path, service, more) => ({
    what: `existed before: yours is kept. The standard would change${more}`,
    fix: `take what you like, place by place (--at=…) or all: ${resolveCommand(service, path)}`,
  }),
  'not-adopted': (path, service) => ({
    what: 'existed before, differs, and the standard would manage it: yours is kept',
    fix: `get the standard’s: ${resolveCommand(service, path)}; or say that it is yours: npx nx g @org/ci:own`,
  }),
  'managed-now': (path, service) => ({
    what: 'was changed by you, and the standard manages it from now on: yours is kept',
    fix: `move what you need of it elsewhere, then get the standard’s: ${resolveCommand(service, path)}`,
  }),
  'base-lost': (path, service, more) => ({
    what: `was changed by you and by the standard, and ${basePath(path)}, from which both started, is gone or was edited: yours is kept. The standard would change${more}`,
    fix: `take what you like, place by place (--at=…) or all: ${resolveCommand(service, path)}`,
  }),
  orphan: () => ({
    what: 'is no longer generated, but you changed it: it is kept and is yours from now on',
    fix: 'delete it if you do not need it',
  }),
  'path-refused': () => ({
    what: 'a generated path must be relative, stay in the workspace and be made once',
    fix: 'correct the stack or artefact that makes it',
  }),
  pending: (path, service, more) => ({
    what: `was changed by you, and so was what service.yaml, ci.yaml, the pins and the standard make of it. Yours is kept at${more}`,
    fix: decideCommand(service, path),
  }),
  torn: (_path, _service, more) => ({
    what: `has git’s conflict marks, and both branches wrote into it by hand at${more}`,
    fix: 'decide there, take either side of what is only generated, remove the marks, then npx nx sync',
  }),
};

/** A finding about one file, in words that a person can act on. `places`: addresses in it, for those codes that name some. */
export function formatFinding(
  code: FindingCode,
  path: string,
  service: string,
  places: readonly string[] = [],
): Finding {
  const list = places.map((place) => `\n    ${place === '' ? 'the whole file' : place}`).join('');
  return { code, where: path, service, path, ...words[code](path, service, `:${list}`) };
}
