import { homedir } from 'node:os';
import type { ProjectGraph } from '@nx/devkit';
import {
  connectRegistry,
  dockerCredentials,
  dockerConfigPath,
  readDockerConfig,
  type Registry,
} from '@org/ci-oci';
import { askCredentialHelper, type Runner } from '@org/ci-toolchain';
import pLimit, { type Limit } from 'p-limit';

/** One client for all tasks of a process: connections and logins are shared, requests are bounded. */
export interface Session {
  readonly registry: Registry;
  /** For requests that are small and many. */
  readonly limit: Limit;
}

const maxRequests = 16;
const sessions = new WeakMap<ProjectGraph, Promise<Session>>();

async function open(run: Runner): Promise<Session> {
  const config = await readDockerConfig(dockerConfigPath(process.env.DOCKER_CONFIG, homedir()));
  const credentials = dockerCredentials(config, askCredentialHelper(run));
  return { registry: connectRegistry({ credentials }), limit: pLimit(maxRequests) };
}

/** The session of this run of Nx, with the logins of Docker's configuration. */
export function sessionOf({ graph, run }: { graph: ProjectGraph; run: Runner }): Promise<Session> {
  const known = sessions.get(graph);
  if (known) return known;
  const session = open(run);
  sessions.set(graph, session);
  return session;
}
