import type { Problem } from '../problem/problem';

/** Whether a path (POSIX, from the root) is a service's manifest: build output holds copies, which are none. */
export const isManifest = (path: string): boolean =>
  /(^|\/)service\.yaml$/.test(path) && !/(^|\/)(node_modules|dist|\.nx)\//.test(path);

/** A service asks for a name that is another's. `holder` says whose, `note` what follows from it. */
export const nameTaken = (name: string, directory: string, holder: string, note = ''): Problem => ({
  code: 'service-name-taken',
  where: `${directory}/service.yaml › name`,
  what: `${name} is already the name of ${holder}${note}`,
  fix: 'give it another name',
});
