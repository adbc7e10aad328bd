import { defineArtefact, type WorkspaceArtefact } from '../../artefact/artefact';
import { defineStack, type Stack } from '../../stack/stack';
import type { Extension } from '../extension';
import type { Standard } from '../standard';

export const sha = (digit: string): string => digit.repeat(40);

export const stack = (id: string): Stack =>
  defineStack({
    id,
    title: id,
    description: '',
    defaults: {
      health: { live: '/live', ready: '/ready' },
      resources: {
        requests: { cpu: '100m', memory: '128Mi' },
        limits: { cpu: '1', memory: '256Mi' },
      },
      sizeBudgetMb: 80,
      smokeEndpoints: [],
    },
    images: {},
    seed: () => [],
    dockerfile: () => '',
    dockerignore: () => '',
    runtime: () => ({
      user: { uid: 1, gid: 1 },
      main: [],
      healthcheck: [],
      writable: [],
      environment: {},
      metricsPath: '/metrics',
      gracePeriodSeconds: 30,
    }),
    development: () => ({ target: 'dev', watch: [], writable: [] }),
    targets: () => ({}),
  });

export const artefact = (id: string, text = id): WorkspaceArtefact =>
  defineArtefact({
    id,
    scope: 'workspace',
    render: () => [{ path: id, text: `${text}\n`, ownership: 'managed' }],
  });

/** A small standard to extend. */
export const base: Standard = {
  name: '@org/base',
  version: '1.0.0',
  pins: {
    images: { postgres: 'postgres:17' },
    actions: { 'actions/checkout': { version: 'v7.0.0', sha: sha('a') } },
    hooks: { 'https://example.com/hooks': { version: 'v1.0.0', sha: sha('b') } },
    tools: { trivy: '0.74.0' },
  },
  gates: {
    scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 },
    smoke: { healthyWithinSeconds: 60 },
    promotion: { critical: 0, high: 0 },
  },
  environments: [{ name: 'staging' }, { name: 'production', production: true }],
  stacks: [stack('node-api'), stack('worker')],
  artefacts: [artefact('dockerfile'), artefact('compose')],
};

export const extension = (more: Partial<Extension> = {}): Extension => ({
  name: '@acme/ci-standard',
  version: '2.1.0',
  data: {},
  ...more,
});
