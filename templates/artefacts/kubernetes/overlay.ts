import type { Environment, ServiceInput } from '@org/ci-core';
import { formatYaml, formatYamlStream } from '../../yaml/format';
import { because, type YamlObject, type YamlValue } from '../../yaml/value';
import { configurationOf, migrationOf, processesOf } from '../backing';
import {
  configurationName,
  hostOf,
  isDeleted,
  maxReplicasOf,
  namespaceOf,
  processName,
  processReplicas,
  replicasOf,
  repositoryOf,
} from './names';
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

const presentProcesses = (input: ServiceInput): ReturnType<typeof processesOf> =>
  processesOf(input).filter(([name]) => !isDeleted(input, `base/${name}.yaml`));

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
    ...presentProcesses(input).map(([name]) =>
      patch('apps/v1', 'Deployment', processName(input.service.name, name)),
    ),
    ...(migrationOf(input) && isThere('migration.yaml')
      ? [patch('batch/v1', 'Job', `${input.service.name}-migrate`)]
      : []),
  ];
}

/** Settings that only this environment has. */
function settingsHere(input: ServiceInput, { name }: Environment): YamlObject[] {
  const variable = input.stack.runtime(input.service).origins;
  const origins = input.service.environments?.[name]?.origins;
  if (variable === undefined || origins === undefined) return [];
  return [{ name: input.service.name, behavior: 'merge', literals: [`${variable}=${origins.join(',')}`] }];
}

/** Files of the run-time configuration in an environment, by path from its overlay. */
const configurationFiles = (input: ServiceInput, { name }: Environment): Record<string, string> =>
  Object.fromEntries(
    Object.entries(configurationOf(input, name)?.files ?? {}).map(([file, text]) => [`config/${file}`, text]),
  );

function kustomization(
  input: ServiceInput,
  environment: Environment,
  patches: readonly string[],
): YamlObject {
  const replicas = replicasOf(input, environment);
  const isHere = (file: string): boolean => !isDeleted(input, `overlays/${environment.name}/${file}`);
  const counts = [
    ...(replicas === 0 ? [{ name: input.service.name, count: 0 }] : []),
    ...presentProcesses(input).map((process) => ({
      name: processName(input.service.name, process[0]),
      count: processReplicas(input, environment, process),
    })),
  ];
  const configured = Object.keys(configurationFiles(input, environment)).filter(isHere);
  const generators: YamlValue[] = [
    ...(configured.length > 0
      ? [
          because('Its name carries a hash: another configuration restarts the pods.', {
            name: configurationName(input.service.name),
            files: configured,
          }),
        ]
      : []),
    ...settingsHere(input, environment),
  ];
  return {
    apiVersion: 'kustomize.config.k8s.io/v1beta1',
    kind: 'Kustomization',
    namespace: namespaceOf(input.service.name, environment.name),
    resources: ['../../base', ...(isHere('namespace.yaml') ? ['namespace.yaml'] : [])],
    replicas: counts.length > 0 ? counts : undefined,
    images: because(`A promotion to ${environment.name} puts the digest here in place of newTag.`, [
      { name: input.service.name, newName: repositoryOf(input, environment), newTag: unpromoted },
    ]),
    patches: patches.filter(isHere).map((path) => ({ path })),
    configMapGenerator: generators.length > 0 ? generators : undefined,
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
    ...configurationFiles(input, environment),
    'namespace.yaml': formatYamlStream([
      namespace(input, environment),
      quota(input, environment),
      limitRange(input),
      priorityClass(input, environment),
    ]),
    'kustomization.yaml': formatYaml(kustomization(input, environment, Object.keys(patches))),
  };
}
