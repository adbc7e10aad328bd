import type { ServiceInput } from '@org/ci-core';
import { because, type YamlObject } from '../../yaml/value';
import { maxReplicasOf, selectorOf } from './names';

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

/** Nodes may be drained, one pod at a time. */
export const disruptionBudget = ({ service }: ServiceInput): YamlObject => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: service.name, labels: selectorOf(service.name) },
  spec: {
    maxUnavailable: 1,
    unhealthyPodEvictionPolicy: because('A broken pod never blocks the draining of its node.', 'AlwaysAllow'),
    selector: { matchLabels: selectorOf(service.name) },
  },
});
