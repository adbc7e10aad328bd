import type { Environment, ServiceInput } from '@org/ci-core';

/** FNV-1a, 32 bits: not for security, only so that two long names stay two. */
function fingerprint(text: string): string {
  let hash = 0x811c9dc5;
  for (const character of text) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash.toString(16).padStart(8, '0');
}

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
  service.environments?.[environment.name]?.host ?? environment.host?.replaceAll('{service}', service.name);

/** Route host before an environment gives one. */
export const unroutedHost = (service: string): string => `${service}.invalid`;

/** Pods that are always there. */
export const replicasOf = ({ service }: ServiceInput, environment: Environment): number =>
  service.environments?.[environment.name]?.replicas ?? (environment.production ? 3 : 2);

/** What autoscaling may reach. */
export const maxReplicasOf = (replicas: number): number => Math.max(replicas * 3, replicas + 2);

/** Whether the user deleted a file of `k8s`: then nothing may name it, or kustomize refuses the whole. */
export const isDeleted = (input: ServiceInput, file: string): boolean =>
  input.deleted?.has(`${input.directory}/k8s/${file}`) ?? false;
