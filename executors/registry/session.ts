import { setMaxListeners } from 'node:events';
import { homedir } from 'node:os';
import {
  connectRegistry,
  dockerCredentials,
  dockerConfigPath,
  readDockerConfig,
  type Registry,
} from '@org/ci-oci';
import { askCredentialHelper } from '@org/ci-toolchain';
import pLimit from 'p-limit';
import type { WorkspaceTask } from '../frame/task';

/** One client for all tasks of a process: connections and logins are shared, requests are bounded. */
export interface Session {
  readonly registry: Registry;
  /** For requests that are small and many. */
  readonly limit: <T>(run: () => Promise<T>) => Promise<T>;
}

const maxRequests = 16;
/** What of a task decides about its session. Tasks of one run share the signal, and so the session. */
type Run = Pick<WorkspaceTask<unknown>, 'run' | 'signal' | 'workspace'>;

const sessions = new WeakMap<AbortSignal, Promise<Session>>();

async function open({ run, signal, workspace }: Run): Promise<Session> {
  const config = await readDockerConfig(dockerConfigPath(process.env.DOCKER_CONFIG, homedir()));
  const credentials = dockerCredentials(config, askCredentialHelper(run, signal));
  const policy = workspace.registryLimits;
  // each request that is under way listens
  setMaxListeners(0, signal);
  return { registry: connectRegistry({ credentials, signal, policy }), limit: pLimit(maxRequests) };
}

/** The session of this run of Nx, with the logins of Docker's configuration; it ends with the run's signal. */
export function sessionOf(task: Run): Promise<Session> {
  const known = sessions.get(task.signal);
  if (known) return known;
  const session = open(task);
  sessions.set(task.signal, session);
  return session;
}
