import type { Environment, WorkspaceInput } from '@org/ci-core';
import { actionStep, type Step } from './step';
import type { Job } from './workflow';

const hostOf = (registry: string): string => registry.split('/')[0] ?? registry;

/** Of registries as ci.yaml names them, each host once. */
const hostsOf = (registries: readonly string[]): string[] => [...new Set(registries.map(hostOf))];

const registryOf = ({ workspace }: WorkspaceInput, environment: Environment): string =>
  environment.registry ?? workspace.registry;

/** What publications write to: no environment's own registry. */
export const publicationHosts = ({ workspace }: WorkspaceInput): string[] =>
  hostsOf([workspace.registry, ...workspace.registries]);

/** What a promotion reads (of the environment before, and where the image was built into), and the one it writes to. */
export function promotionHosts(
  input: WorkspaceInput,
  environment: Environment,
  before: Environment | undefined,
): { readonly all: string[]; readonly written: string } {
  const upstream = before === undefined ? [] : [registryOf(input, before)];
  const own = registryOf(input, environment);
  return { all: hostsOf([input.workspace.registry, ...upstream, own]), written: hostOf(own) };
}

/** Where the images lie that are deployed. */
export const deployedHosts = (input: WorkspaceInput): string[] =>
  hostsOf(input.workspace.environments.map((environment) => registryOf(input, environment)));

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

/** A right to packages is one to GitHub's own registry: only where that is among the job's. */
export const packagesPermission = (
  hosts: readonly string[],
  level: 'read' | 'write',
  why: string,
): Job['permissions'] => (hosts.includes('ghcr.io') ? { packages: [level, why] } : {});

/** One login per registry host of the job: it gets no other's credential. */
export const logins = (input: WorkspaceInput, hosts: readonly string[]): Step[] =>
  hosts.map((host) =>
    actionStep(
      input,
      `login-${host.replaceAll(/[^a-z0-9]+/g, '-')}`,
      `Log in to ${host}`,
      'docker/login-action',
      { with: { registry: host, ...credentials(host) } },
    ),
  );
