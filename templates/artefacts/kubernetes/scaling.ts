import type { ServiceInput } from '@org/ci-core';
import { because, type YamlObject } from '../../yaml/value';
import { processesOf } from '../backing';
import { maxReplicasOf, processLabels, processName, selectorOf } from './names';

/** Replicas before an environment says its own. */
const baseReplicas = 2;

/** Scales on CPU; goes up at once and down slowly. */
export const autoscaler = ({ service }: ServiceInput): YamlObject => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  metadata: { name: service.name, labels: selectorOf(service.name) },
  spec: {
    scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: service.name },
    minReplicas: baseReplicas,
    maxReplicas: maxReplicasOf(baseReplicas),
    metrics: [
      {
        type: 'Resource',
        resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } },
      },
    ],
    behavior: {
      scaleUp: {
        stabilizationWindowSeconds: 0,
        policies: [{ type: 'Percent', value: 100, periodSeconds: 30 }],
      },
      scaleDown: {
        stabilizationWindowSeconds: 300,
        policies: [{ type: 'Pods', value: 1, periodSeconds: 60 }],
      },
    },
  },
});

const budget = (name: string, labels: Record<string, string>): YamlObject => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name, labels },
  spec: {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: because('A broken pod never blocks the draining of its node.', 'AlwaysAllow'),
    selector: { matchLabels: labels },
  },
});

/** Nodes may be drained, one pod of a kind at a time; of what is single there is nothing to spare. */
export const disruptionBudgets = (input: ServiceInput): YamlObject[] => [
  budget(input.service.name, selectorOf(input.service.name)),
  ...processesOf(input)
    .filter(([, { single }]) => !single)
    .map(([name]) => budget(processName(input.service.name, name), processLabels(input.service.name, name))),
];
