import type { Problem } from '../problem/problem';
import type { FindingCode } from './decision';
import { basePath } from './lock';

type Words = (path: string) => Pick<Problem, 'what' | 'fix'>;

const words: Record<FindingCode, Words> = {
  drift: () => ({
    what: 'was changed by hand, but the standard manages it: it is generated anew',
    fix: 'change service.yaml, ci.yaml or the standard instead; your edit is in version control',
  }),
  'kept-existing': (path) => ({
    what: 'existed before and differs from the standard: yours is kept',
    fix: `compare it with ${basePath(path)}, and copy that over yours to get the standard’s`,
  }),
  'both-changed': () => ({
    what: 'was changed by you and by the standard: yours is kept, the standard’s change is pending',
    fix: 'take over the change by hand, or delete the file’s entry in .ci/lock and the file to get the standard’s',
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
