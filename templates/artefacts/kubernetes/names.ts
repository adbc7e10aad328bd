import { hostFor, type Environment, type Process, type ServiceInput } from '@org/ci-core';
import { fingerprint } from '../../text/fingerprint';

/** A DNS-1123 label of at most 63 characters. */
export function label(...parts: readonly string[]): string {
  const name = parts.join('-');
  return name.length <= 63 ? name : `${name.slice(0, 54).replace(/-+$/, '')}-${fingerprint(name)}`;
}

/** One namespace per service and environment: quota, policies and secrets are nobody else's. */
export const namespaceOf = (service: string, environment: string): string => label(service, environment);

/** Labels that select the service's pods; they never change. */
export const selectorOf = (service: string): Record<string, string> => ({
  'app.kubernetes.io/name': service,
  'app.kubernetes.io/component': 'server',
});

/** Labels of pods of the migration: same name, another component. */
export const migrationLabels = (service: string): Record<string, string> => ({
  'app.kubernetes.io/name': service,
  'app.kubernetes.io/component': 'migration',
});

/** Labels that every object carries beside its component. */
export const commonLabels = (service: string): Record<string, string> => ({
  'app.kubernetes.io/name': service,
  'app.kubernetes.io/instance': service,
  'app.kubernetes.io/part-of': service,
  'app.kubernetes.io/managed-by': 'kustomize',
});

/** Where the service's image lies in an environment. */
export const repositoryOf = ({ workspace, service }: ServiceInput, environment: Environment): string =>
  `${environment.registry ?? workspace.registry}/${service.name}`;

/** Host name in an environment; without one the route keeps a name that nobody can own (RFC 2606). */
export const hostOf = ({ service }: ServiceInput, environment: Environment): string | undefined =>
  hostFor(service, environment);

/** Route host before an environment gives one. */
export const unroutedHost = (service: string): string => `${service}.invalid`;

/** Pods that are always there. */
export const replicasOf = ({ service }: ServiceInput, environment: Environment): number =>
  service.environments?.[environment.name]?.replicas ?? (environment.production ? 3 : 2);

/** Name of a process beside the server. */
export const processName = (service: string, process: string): string => label(service, process);

/** Labels of its pods: same name, another component. */
export const processLabels = (service: string, process: string): Record<string, string> => ({
  'app.kubernetes.io/name': service,
  'app.kubernetes.io/component': process,
});

/** Pods of a process: none where the service itself has none. */
export function processReplicas(
  input: ServiceInput,
  environment: Environment,
  [name, { single }]: readonly [string, Process],
): number {
  if (replicasOf(input, environment) === 0) return 0;
  const said = input.service.environments?.[environment.name]?.processes?.[name];
  if (single) return Math.min(said ?? 1, 1);
  return said ?? (environment.production ? 2 : 1);
}

/** What autoscaling may reach. */
export const maxReplicasOf = (replicas: number): number => Math.max(replicas * 3, replicas + 2);

/** Whether the user deleted a file of `k8s`: then nothing may name it, or kustomize refuses the whole. */
export const isDeleted = (input: ServiceInput, file: string): boolean =>
  input.deleted?.has(`${input.directory}/k8s/${file}`) ?? false;

/** ConfigMap of the run-time configuration; its name carries a hash in what is applied. */
export const configurationName = (service: string): string => `${service}-configuration`;
