import type { Environment, ServiceInput } from '@org/ci-core';
import { formatYaml, formatYamlStream } from '../../yaml/format';
import { because, type YamlObject, type YamlValue } from '../../yaml/value';
import { migrationOf } from '../database';
import { hostOf, isDeleted, maxReplicasOf, namespaceOf, replicasOf, repositoryOf } from './names';
import { limitRange, namespace, priorityClass, quota } from './namespace';

/** A tag that nobody pushes: until the first promotion there is nothing to run, and nothing runs. */
export const unpromoted = 'unpromoted';

const autoscaling = (input: ServiceInput, replicas: number): YamlObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: input.service.name },
  ...(replicas === 0
    ? { $patch: 'delete' }
    : { spec: { minReplicas: replicas, maxReplicas: maxReplicasOf(replicas) } }),
});

const hosts = (input: ServiceInput, host: string): YamlObject => ({
  apiVersion: 'gateway.networking.k8s.io/v1',
  kind: 'HTTPRoute',
  metadata: { name: input.service.name },
  spec: { hostnames: [host] },
});

/** Pods of the service, whatever creates them, take the environment's priority. */
function priorities(input: ServiceInput, environment: Environment): YamlObject[] {
  const patch = (apiVersion: string, kind: string, name: string): YamlObject => ({
    apiVersion,
    kind,
    metadata: { name },
    spec: { template: { spec: { priorityClassName: namespaceOf(input.service.name, environment.name) } } },
  });
  const isThere = (file: string): boolean => !isDeleted(input, `base/${file}`);
  return [
    ...(isThere('deployment.yaml') ? [patch('apps/v1', 'Deployment', input.service.name)] : []),
    ...(migrationOf(input) && isThere('migration.yaml')
      ? [patch('batch/v1', 'Job', `${input.service.name}-migrate`)]
      : []),
  ];
}

function kustomization(
  input: ServiceInput,
  environment: Environment,
  patches: readonly string[],
): YamlObject {
  const replicas = replicasOf(input, environment);
  const isHere = (file: string): boolean => !isDeleted(input, `overlays/${environment.name}/${file}`);
  const stopped: YamlValue = replicas === 0 ? [{ name: input.service.name, count: 0 }] : undefined;
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace: namespaceOf(input.service.name, environment.name),
    resources: ['../../base', ...(isHere('namespace.yaml') ? ['namespace.yaml'] : [])],
    replicas: stopped,
    images: because(`A promotion to ${environment.name} puts the digest here in place of newTag.`, [
      { name: input.service.name, newName: repositoryOf(input, environment), newTag: unpromoted },
    ]),
    patches: patches.filter(isHere).map((path) => ({ path })),
  };
}

/** Patches by file name; none of what the base no longer has. */
function patchesOf(input: ServiceInput, environment: Environment): Record<string, string> {
  const host = isDeleted(input, 'base/route.yaml') ? undefined : hostOf(input, environment);
  const scaled = !isDeleted(input, 'base/autoscaler.yaml');
  const prioritised = priorities(input, environment);
  return {
    ...(scaled && { 'autoscaler.yaml': formatYaml(autoscaling(input, replicasOf(input, environment))) }),
    ...(host === undefined ? {} : { 'hosts.yaml': formatYaml(hosts(input, host)) }),
    ...(prioritised.length > 0 && { 'priority.yaml': formatYamlStream(prioritised) }),
  };
}

/** Files of `k8s/overlays/<environment>`, by name. */
export function overlayFiles(input: ServiceInput, environment: Environment): Record<string, string> {
  const patches = patchesOf(input, environment);
  return {
    ...patches,
    'namespace.yaml': formatYamlStream([
      namespace(input, environment),
      quota(input, environment),
      limitRange(input),
      priorityClass(input, environment),
    ]),
    'kustomization.yaml': formatYaml(kustomization(input, environment, Object.keys(patches))),
  };
}
