import type { ServiceInput } from '@org/ci-core';
import { because, flow, type YamlObject } from '../../yaml/value';
import { migrationOf } from '../backing';
import { migrationLabels } from './names';
import { containerOf, podSecurity, volumesOf } from './pod';

/** One-shot Job of the same image, or undefined where the stack migrates nothing. */
export function migrationJob(input: ServiceInput): YamlObject | undefined {
  const migrate = migrationOf(input);
  if (migrate === undefined) return undefined;
  const { name } = input.service;
  const labels = migrationLabels(name);
  return {
    apiVersion: 'batch/v1',
    kind: 'Job',
    metadata: {
      name: `${name}-migrate`,
      labels,
      annotations: because(
        "A Job's pod cannot be changed: each of these replaces the old one at the next digest.",
        {
          'argocd.argoproj.io/hook': 'Sync',
          'argocd.argoproj.io/hook-delete-policy': 'BeforeHookCreation',
          'argocd.argoproj.io/sync-wave': '1',
          'kustomize.toolkit.fluxcd.io/force': 'enabled',
        },
      ),
    },
    spec: {
      backoffLimit: 3,
      activeDeadlineSeconds: 600,
      ttlSecondsAfterFinished: 86_400,
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: name,
          ...podSecurity(input),
          restartPolicy: 'Never',
          containers: [{ name: 'migrate', ...containerOf(input, { command: flow(migrate) }) }],
          volumes: volumesOf(input),
        },
      },
    },
  };
}
