import { homedir } from 'node:os';
import { join } from 'node:path';

type Environment = Readonly<Record<string, string | undefined>>;

/** Downloads and what is made of them; may be deleted at any time. XDG Base Directory specification. */
export function cacheFolder(env: Environment = process.env): string {
  return join(env.XDG_CACHE_HOME ?? join(homedir(), '.cache'), 'org-ci');
}

/** Where a rig without `--state` keeps its engine's data, sockets, pids and logs. */
export function defaultStateFolder(env: Environment = process.env): string {
  return join(env.XDG_STATE_HOME ?? join(homedir(), '.local', 'state'), 'org-ci', 'rig');
}
