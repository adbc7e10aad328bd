import { ProblemError, type Problem } from '@org/ci-core';
import { answers } from '../os/exec.js';
import { registryAnswers } from '../registry/registry.js';
import { readRig, type Rig } from '../rig.js';

/** Whether the machine has a Docker engine that answers; one without buildx or compose is a problem, not an absence. */
export async function findEngine(): Promise<boolean> {
  if (!(await answers('docker', ['version']))) return false;
  const problems: Problem[] = [];
  for (const plugin of ['buildx', 'compose']) {
    if (await answers('docker', [plugin, 'version'])) continue;
    problems.push({
      code: 'RIG_PLUGIN_MISSING',
      where: `docker ${plugin}`,
      what: `a Docker engine answers, but its client has no ${plugin}`,
      fix: `install the package docker-${plugin}-plugin (or docker-${plugin}), then try again`,
    });
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return true;
}

/** The rig whose engine DOCKER_HOST names, if it is one of ours in another state folder: its registry and base images come with it. */
export async function findRig(host = process.env.DOCKER_HOST): Promise<Rig | undefined> {
  const state = /^unix:\/\/(.+)\/docker\.sock$/.exec(host ?? '')?.[1];
  const rig = state === undefined ? undefined : await readRig(state);
  if (!rig || !(await registryAnswers(rig.ports.registry))) return undefined;
  return (await answers('docker', ['version'], { env: rig.env })) ? { ...rig, engine: 'found' } : undefined;
}
