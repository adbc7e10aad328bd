import type { SecretSet, ServiceInput } from '@org/ci-core';
import { because, type YamlObject } from '../../yaml/value';
import { secretSetsOf } from '../backing';
import { selectorOf } from './names';

/** The pods' own account; they never talk to the API server. */
export const serviceAccount = ({ service: { name } }: ServiceInput): YamlObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, labels: selectorOf(name) },
  automountServiceAccountToken: false,
});

/** Secrets as files, from the namespace's own store: git holds their names only. */
export const externalSecrets = (input: ServiceInput): YamlObject[] =>
  secretSetsOf(input).map((set) => externalSecret(input.service.name, set));

const externalSecret = (service: string, { name, files }: SecretSet): YamlObject => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: `${service}-${name}`, labels: selectorOf(service) },
  spec: {
    refreshInterval: '1h',
    secretStoreRef: because('One store per namespace: staging cannot read production.', {
      kind: 'SecretStore',
      name: 'secrets',
    }),
    target: { name: `${service}-${name}`, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: files.map((file) => ({
      secretKey: file,
      remoteRef: { key: `${service}/${name}`, property: file },
    })),
  },
});
