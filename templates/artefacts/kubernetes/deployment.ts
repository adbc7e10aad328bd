import type { ServiceInput } from '@org/ci-core';
import { because, type YamlObject, type YamlValue } from '../../yaml/value';
import { migrationOf } from '../backing';
import { selectorOf } from './names';
import { containerOf, podSecurity, volumesOf } from './pod';
import { spreading } from './spreading';

/** Time for endpoints to leave load balancers before SIGTERM. */
const drainSeconds = 5;

function probes(input: ServiceInput): YamlObject {
  const { live, ready } = input.service.health ?? input.stack.defaults.health;
  const get = (path: string): YamlValue => ({ path, port: 'http' });
  return {
    startupProbe: { httpGet: get(live), periodSeconds: 2, timeoutSeconds: 2, failureThreshold: 30 },
    readinessProbe: because('Asks its dependencies too: an unready pod gets no traffic.', {
      httpGet: get(ready),
      periodSeconds: 5,
      timeoutSeconds: 3,
      failureThreshold: 2,
    }),
    livenessProbe: because('Asks the process alone: a restart does not mend a database.', {
      httpGet: get(live),
      periodSeconds: 10,
      timeoutSeconds: 3,
      failureThreshold: 3,
    }),
    lifecycle: {
      preStop: because('Load balancers learn of the end before the process does.', {
        sleep: { seconds: drainSeconds },
      }),
    },
  };
}

/** The server. Its replicas belong to the autoscaler. */
export function deployment(input: ServiceInput): YamlObject {
  const { name, port } = input.service;
  const labels = selectorOf(name);
  const { gracePeriodSeconds } = input.stack.runtime(input.service);
  const afterMigration = migrationOf(input) && {
    'argocd.argoproj.io/sync-wave': because('After the migration.', '2'),
  };
  const ports = [{ name: 'http', containerPort: port, protocol: 'TCP' }];
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, labels, annotations: afterMigration },
    spec: {
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 300,
      strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          ...podSecurity(input),
          terminationGracePeriodSeconds: gracePeriodSeconds + drainSeconds,
          ...spreading(labels),
          containers: [{ name, ...containerOf(input, { ports }), ...probes(input) }],
          volumes: volumesOf(input),
        },
      },
    },
  };
}
