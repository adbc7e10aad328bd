import { memoryBytes, type Environment, type ServiceInput } from '@org/ci-core';
import { because, type YamlObject } from '../../yaml/value';
import { processesOf } from '../backing';
import { maxReplicasOf, namespaceOf, processReplicas, replicasOf } from './names';
import { resourcesOf } from './pod';

/** Kubernetes release whose Pod Security definitions hold: a cluster upgrade does not change the rules by itself. */
const podSecurityVersion = 'v1.33';

const milli = (cpu: string): number => (cpu.endsWith('m') ? Number(cpu.slice(0, -1)) : Number(cpu) * 1000);

const mebibytes = (quantity: string): number => memoryBytes(quantity) / 1024 ** 2;

/** The namespace enforces "restricted" on whatever is put into it. */
export const namespace = (input: ServiceInput, environment: Environment): YamlObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: namespaceOf(input.service.name, environment.name),
    labels: Object.fromEntries(
      ['enforce', 'audit', 'warn'].flatMap((mode) => [
        [`pod-security.kubernetes.io/${mode}`, 'restricted'],
        [`pod-security.kubernetes.io/${mode}-version`, podSecurityVersion],
      ]),
    ),
  },
});

/** Room for every replica, one more while rolling out, and the migration. */
export function quota(input: ServiceInput, environment: Environment): YamlObject {
  const beside = processesOf(input).map(
    (process) => processReplicas(input, environment, process) + (process[1].single ? 0 : 1),
  );
  const pods = [maxReplicasOf(replicasOf(input, environment)) + 2, ...beside].reduce((sum, one) => sum + one);
  const { requests, limits } = resourcesOf(input);
  return {
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    metadata: { name: 'quota' },
    spec: {
      hard: because('Every replica, one more while rolling out, and the migration.', {
        pods: String(pods),
        'requests.cpu': `${milli(requests.cpu) * pods}m`,
        'requests.memory': `${mebibytes(requests.memory) * pods}Mi`,
        'limits.cpu': `${milli(limits.cpu) * pods}m`,
        'limits.memory': `${mebibytes(limits.memory) * pods}Mi`,
      }),
    },
  };
}

/** Defaults and bounds for a container that states none. */
export function limitRange(input: ServiceInput): YamlObject {
  const { requests, limits } = resourcesOf(input);
  const amount = ({ cpu, memory }: { cpu: string; memory: string }): YamlObject => ({ cpu, memory });
  return {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits' },
    spec: {
      limits: [
        { type: 'Container', defaultRequest: amount(requests), default: amount(limits), max: amount(limits) },
      ],
    },
  };
}

/** Who gives way where a cluster is short of nodes; its name is unique in the cluster. */
export const priorityClass = (input: ServiceInput, environment: Environment): YamlObject => ({
  apiVersion: 'scheduling.k8s.io/v1',
  kind: 'PriorityClass',
  metadata: { name: namespaceOf(input.service.name, environment.name) },
  description: `${input.service.name} in ${environment.name}`,
  globalDefault: false,
  value: environment.production ? 100_000 : 10_000,
});
