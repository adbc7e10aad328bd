import type { ServiceInput } from '@org/ci-core';
import { formatYaml, formatYamlStream } from '../../yaml/format';
import { because, type YamlObject } from '../../yaml/value';
import { settingsOf } from '../backing';
import { deployment } from './deployment';
import { externalSecrets, serviceAccount } from './identity';
import { migrationJob } from './migration';
import { commonLabels, isDeleted } from './names';
import { processDeployments } from './process';
import { networkPolicies, route, service } from './network';
import { autoscaler, disruptionBudgets } from './scaling';

/** `KEY=value` settings of every environment. */
function literals(input: ServiceInput): string[] {
  const settings = { ...settingsOf(input), PORT: String(input.service.port) };
  return Object.entries(settings).map(([key, value]) => `${key}=${value}`);
}

const kustomization = (input: ServiceInput, resources: readonly string[]): YamlObject => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  labels: [
    {
      pairs: { ...input.standard.labels, ...commonLabels(input.service.name) },
      includeSelectors: false,
      includeTemplates: true,
    },
  ],
  resources,
  configMapGenerator: because('Its name carries a hash: changed settings restart the pods.', [
    { name: input.service.name, literals: literals(input) },
  ]),
});

/** One file per process beside the server. */
const processFiles = (input: ServiceInput): Record<string, string> =>
  Object.fromEntries(
    processDeployments(input).map(([name, deployed]) => [`${name}.yaml`, formatYaml(deployed)]),
  );

/** Files of `k8s/base`, by name. */
export function baseFiles(input: ServiceInput): Record<string, string> {
  const migration = migrationJob(input);
  const secrets = externalSecrets(input);
  const resources: Record<string, string> = {
    'autoscaler.yaml': formatYaml(autoscaler(input)),
    'deployment.yaml': formatYaml(deployment(input)),
    'disruption-budget.yaml': formatYamlStream(disruptionBudgets(input)),
    ...(secrets.length > 0 ? { 'external-secret.yaml': formatYamlStream(secrets) } : {}),
    ...(migration === undefined ? {} : { 'migration.yaml': formatYaml(migration) }),
    'network-policies.yaml': formatYamlStream(networkPolicies(input)),
    ...processFiles(input),
    'route.yaml': formatYaml(route(input)),
    'service-account.yaml': formatYaml(serviceAccount(input)),
    'service.yaml': formatYaml(service(input)),
  };
  const present = Object.keys(resources).filter((file) => !isDeleted(input, `base/${file}`));
  return { ...resources, 'kustomization.yaml': formatYaml(kustomization(input, present)) };
}
