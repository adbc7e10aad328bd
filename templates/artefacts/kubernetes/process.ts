import type { Process, ServiceInput } from '@org/ci-core';
import { because, flow, type YamlObject } from '../../yaml/value';
import { migrationOf, processesOf } from '../backing';
import { processLabels, processName } from './names';
import { containerOf, podSecurity, volumesOf } from './pod';
import { spreading } from './spreading';

/** It serves no port: what tells its health is a command in its container. */
function probes({ healthcheck }: Process): YamlObject {
  const exec = { command: flow([...healthcheck]) };
  return {
    startupProbe: { exec, periodSeconds: 5, timeoutSeconds: 10, failureThreshold: 24 },
    livenessProbe: because('Asks for its heartbeat: one that hangs is started anew.', {
      exec,
      periodSeconds: 30,
      timeoutSeconds: 10,
      failureThreshold: 3,
    }),
  };
}

/** There must never be two of a single one: the old pod ends before the new one starts. */
const strategyOf = ({ single }: Process): YamlObject =>
  single
    ? { strategy: because('Never two at once, not even while rolling out.', { type: 'Recreate' }) }
    : { strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } } };

function deployment(input: ServiceInput, name: string, process: Process): YamlObject {
  const { name: service } = input.service;
  const labels = processLabels(service, name);
  const { gracePeriodSeconds } = input.stack.runtime(input.service);
  const afterMigration = migrationOf(input) && {
    'argocd.argoproj.io/sync-wave': because('After the migration.', '2'),
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: processName(service, name), labels, annotations: afterMigration },
    spec: {
      revisionHistoryLimit: 5,
      progressDeadlineSeconds: 300,
      replicas: because('Each overlay says its own.', 1),
      ...strategyOf(process),
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: service,
          ...podSecurity(input),
          terminationGracePeriodSeconds: gracePeriodSeconds,
          ...(process.single ? {} : spreading(labels)),
          containers: [
            { name, ...containerOf(input, { command: flow([...process.command]) }), ...probes(process) },
          ],
          volumes: volumesOf(input),
        },
      },
    },
  };
}

/** Deployments of the processes beside the server, by name of the process. No Service: nobody calls them. */
export const processDeployments = (input: ServiceInput): (readonly [string, YamlObject])[] =>
  processesOf(input).map(([name, process]) => [name, deployment(input, name, process)]);
