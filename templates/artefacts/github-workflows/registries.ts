import type { WorkspaceInput } from '@org/ci-core';
import { actionStep, type Step } from './step';
import type { Job } from './workflow';

const hostOf = (registry: string): string => registry.split('/')[0] ?? registry;

/** Registry hosts that publish and promote write to, each once, in the order of ci.yaml. */
export function registryHosts({ workspace }: WorkspaceInput): string[] {
  const environments = workspace.environments.flatMap(({ registry }) => registry ?? []);
  return [...new Set([workspace.registry, ...workspace.registries, ...environments].map(hostOf))];
}

/** `harbor.example.com:5000` → `REGISTRY_HARBOR_EXAMPLE_COM_5000`. A secret's name begins with neither a digit nor GITHUB_. */
const secretName = (host: string): string => `REGISTRY_${host.replaceAll(/[^a-z0-9]+/g, '_').toUpperCase()}`;

/** GitHub's own registry takes the job's token; others take two secrets of the environment. */
function credentials(host: string): { username: string; password: string } {
  if (host === 'ghcr.io') return { username: '${{ github.actor }}', password: '${{ github.token }}' };
  const name = secretName(host);
  return {
    username: `\${{ secrets.${name}_USERNAME }}`,
    password: `\${{ secrets.${name}_PASSWORD }}`,
  };
}

/** A right to packages is one to GitHub's own registry: only where that is among ours. */
export const packagesPermission = (
  input: WorkspaceInput,
  level: 'read' | 'write',
  why: string,
): Job['permissions'] => (registryHosts(input).includes('ghcr.io') ? { packages: [level, why] } : {});

/** One login per registry host. */
export const logins = (input: WorkspaceInput): Step[] =>
  registryHosts(input).map((host) =>
    actionStep(
      input,
      `login-${host.replaceAll(/[^a-z0-9]+/g, '-')}`,
      `Log in to ${host}`,
      'docker/login-action',
      {
        with: { registry: host, ...credentials(host) },
      },
    ),
  );
