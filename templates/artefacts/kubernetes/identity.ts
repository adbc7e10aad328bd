import type { ServiceInput } from '@org/ci-core';
import { because, type YamlObject } from '../../yaml/value';
import { selectorOf } from './names';

/** The pods' own account; they never talk to the API server. */
export const serviceAccount = ({ service: { name } }: ServiceInput): YamlObject => ({
  apiVersion: 'v1',
  kind: 'ServiceAccount',
  metadata: { name, labels: selectorOf(name) },
  automountServiceAccountToken: false,
});

/** The database's password, from the namespace's own store: git holds its name only. */
export const databaseSecret = ({ service: { name } }: ServiceInput): YamlObject => ({
  apiVersion: 'external-secrets.io/v1',
  kind: 'ExternalSecret',
  metadata: { name: `${name}-database`, labels: selectorOf(name) },
  spec: {
    refreshInterval: '1h',
    secretStoreRef: because('One store per namespace: staging cannot read production.', {
      kind: 'SecretStore',
      name: 'secrets',
    }),
    target: { name: `${name}-database`, creationPolicy: 'Owner', deletionPolicy: 'Retain' },
    data: [{ secretKey: 'password', remoteRef: { key: `${name}/database`, property: 'password' } }],
  },
});
