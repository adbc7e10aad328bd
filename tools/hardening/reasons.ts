import type { Held } from './rule';

/** Why a point is not met, or does not apply: by point and stack, `*` for every stack that is not named. */
export const reasons: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  D4: {
    'vite-spa': 'owns no database',
    'node-service': 'an adopted program migrates as it did before: nobody knows its tool',
  },
  D13: {
    'django-api':
      'a package without a wheel is built from its source, which is held against its hash in uv.lock',
  },
  D19: {
    'vite-spa': 'nginx-unprivileged is Debian, with its shell; the health check needs it, the start does not',
    'django-api': 'python:slim is Debian, with its shell; distroless has only Debian’s own Python',
  },
  D20: {
    'vite-spa': 'apt of the base is there; without root, on a read-only root, it can change nothing',
    'django-api': 'pip is removed; apt of the base is there, and can change nothing without root',
  },
  D29: {
    'django-api': 'wheels are machine code of the platform that the image is for',
  },
  D34: { 'vite-spa': 'nginx runs, not Node.js', 'django-api': 'Python runs, not Node.js' },
  D35: { '*': 'no Python in it' },
  D37: {
    'vite-spa':
      'programs of the base (su, mount) are left: nothing runs while the image is built, so that other platforms need no emulation. Compose and Kubernetes forbid new privileges',
  },
  C3: { 'vite-spa': 'only its own image runs' },
  C7: { 'vite-spa': 'nothing is behind it' },
  C13: { 'node-service': 'runs as production does, one process that reaps its own' },
  C17: { 'vite-spa': 'nothing is behind it' },
  C18: { 'vite-spa': 'owns no database', 'node-service': 'has no migration of ours' },
  C19: { 'vite-spa': 'has no secrets' },
  C22: { 'vite-spa': 'nothing is behind it' },
  C25: { 'vite-spa': 'keeps nothing' },
  C29: { 'node-service': 'an adopted program is developed as it was before, outside containers' },
  C30: {
    '*': 'no container is a tool: each one is needed to start, or is the suite, which has a file of its own',
  },
  C31: { 'node-service': 'an adopted program is developed as it was before, outside containers' },
  C32: { '*': 'no front end' },
  C33: {
    'vite-spa': 'has config/config.json, and no variables',
    'node-service': 'its files are its own',
    'django-api':
      '.env.example has a key, and the broker’s guest, that are for development on one machine and say so',
  },
  C34: { 'node-service': 'the judges’ workspace has no adopted program' },
};

/** Points that cannot apply, though nothing in a text says so. */
export const inapplicable: readonly string[] = ['C30'];

/** @returns undefined where a point is met, and where nobody gave a reason */
export const reasonOf = (id: string, stack: string, held: Held): string | undefined =>
  held === true ? undefined : (reasons[id]?.[stack] ?? reasons[id]?.['*']);
