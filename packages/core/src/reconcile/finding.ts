import type { Problem } from '../problem/problem';
import type { FindingCode } from './decision';
import { basePath, pendingPath, restoreCommand } from './lock';

type Words = (path: string) => Pick<Problem, 'what' | 'fix'>;

const words: Record<FindingCode, Words> = {
  drift: () => ({
    what: 'was changed by hand, but the standard manages it: it is generated anew',
    fix: 'change service.yaml, ci.yaml or the standard instead; your edit is in version control',
  }),
  deleted: (path) => ({
    what: 'was deleted by you, and stays so',
    fix: `to have it again: ${restoreCommand(path)}`,
  }),
  'kept-existing': (path) => ({
    what: 'existed before and differs from the standard: yours is kept',
    fix: `compare it with ${basePath(path)}, and copy that over yours to get the standard’s`,
  }),
  'both-changed': (path) => ({
    what: `was changed by you, and so was what service.yaml, ci.yaml, the pins and the standard make of it: yours is kept, the new text waits in ${pendingPath(path)}`,
    fix: [
      `see what is new: git diff --no-index ${basePath(path)} ${pendingPath(path)}`,
      `take over into ${path} what you want of it, then: mv ${pendingPath(path)} ${basePath(path)} && npx nx sync`,
      `or get the new text in place of yours: rm ${path} && npx nx sync`,
    ].join('\n  → '),
  }),
  'managed-now': (path) => ({
    what: `was changed by you, and the standard manages it from now on: yours is kept, the standard’s waits in ${pendingPath(path)}`,
    fix: `move what you need of it elsewhere, then get the standard’s: rm ${path} && npx nx sync`,
  }),
  orphan: () => ({
    what: 'is no longer generated, but you changed it: it is kept and is yours from now on',
    fix: 'delete it if you do not need it',
  }),
  'not-adopted': () => ({
    what: 'existed before, differs, and the standard would manage it: yours is kept',
    fix: 'rename or delete yours to get the standard’s',
  }),
};

/** A finding about one file, in words that a person can act on. */
export const formatFinding = (code: FindingCode, path: string): Problem => ({
  code,
  where: path,
  ...words[code](path),
});
