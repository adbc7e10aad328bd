import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { queuedService } from '../../testing/queued';
import { baseFiles } from './base';
import { overlayFiles } from './overlay';

const input = queuedService({
  database: 'postgres',
  cache: 'redis',
  broker: 'rabbitmq',
  processes: ['worker', 'beat'],
  environments: { staging: { processes: { worker: 3, beat: 4 }, origins: ['https://shop.example.com'] } },
});
const files = baseFiles(input);
const [staging, production] = input.workspace.environments.map((one) => overlayFiles(input, one));

interface Deployment {
  readonly metadata: { readonly name: string };
  readonly spec: {
    readonly strategy: { readonly type: string };
    readonly template: {
      readonly spec: {
        readonly containers: readonly [Record<string, unknown>];
        readonly volumes: readonly { readonly name: string }[];
        readonly topologySpreadConstraints?: unknown;
      };
    };
  };
}
const deployment = (file: string): Deployment => parse(files[file] ?? '') as Deployment;
const all = (text = ''): Record<string, unknown>[] =>
  [parseAllDocuments(text)].flat().map((one) => one.toJS() as Record<string, unknown>);
const names = (text?: string): unknown[] =>
  all(text).map(({ metadata }) => (metadata as { name: string }).name);

describe('processes beside the server', () => {
  it('are Deployments of the same image, probed by a command, reached by nobody', () => {
    const [container] = deployment('worker.yaml').spec.template.spec.containers;
    expect(container).toMatchObject({
      image: 'orders',
      command: ['/app/work', '--queue=$HOME'],
      livenessProbe: { exec: { command: ['/app/works'] } },
    });
    expect(container).not.toHaveProperty('ports');
    expect(names(files['service.yaml'])).toEqual(['orders']);
    expect(parse(files['kustomization.yaml'] ?? '')).toMatchObject({
      resources: expect.arrayContaining(['worker.yaml', 'beat.yaml']) as unknown,
    });
  });

  it('are as hard as the server', () => {
    const [server] = deployment('deployment.yaml').spec.template.spec.containers;
    for (const file of ['worker.yaml', 'beat.yaml']) {
      const [container] = deployment(file).spec.template.spec.containers;
      for (const field of ['securityContext', 'resources', 'envFrom', 'volumeMounts'])
        expect(container[field], field).toEqual(server[field]);
    }
  });

  it('are never two where they are single', () => {
    expect(deployment('beat.yaml').spec.strategy).toEqual({ type: 'Recreate' });
    expect(deployment('beat.yaml').spec.template.spec).not.toHaveProperty('topologySpreadConstraints');
    expect(names(files['disruption-budget.yaml'])).toEqual(['orders', 'orders-worker']);
  });

  it('have their numbers in each environment', () => {
    const counts = (overlay?: Record<string, string>): unknown =>
      (parse(overlay?.['kustomization.yaml'] ?? '') as { replicas: unknown }).replicas;
    expect(counts(staging)).toEqual([
      { name: 'orders-worker', count: 3 },
      { name: 'orders-beat', count: 1 },
    ]);
    expect(counts(production)).toEqual([
      { name: 'orders-worker', count: 2 },
      { name: 'orders-beat', count: 1 },
    ]);
  });

  it('take the environment’s priority and fit into its quota', () => {
    expect(names(staging?.['priority.yaml'])).toEqual(
      ['orders', 'orders-worker', 'orders-beat', 'orders-migrate'], // prettier-ignore
    );
    const [, quota] = all(staging?.['namespace.yaml']);
    // 2 to 6 servers and 2 more, 3 workers and one while rolling out, one beat
    expect(quota).toMatchObject({ spec: { hard: { pods: '13' } } });
  });
});

describe('backing services', () => {
  it('are reached, each on its port, and nothing else is', () => {
    expect(names(files['network-policies.yaml'])).toEqual(
      ['default-deny', 'allow-dns', 'allow-callers', 'allow-database', 'allow-redis', 'allow-rabbitmq'], // prettier-ignore
    );
  });
  it('have their passwords from the namespace’s store, as the application its own secrets', () => {
    expect(all(files['external-secret.yaml']).map(({ spec }) => (spec as { data: unknown }).data)).toEqual([
      [{ secretKey: 'password', remoteRef: { key: 'orders/database', property: 'password' } }],
      [{ secretKey: 'password', remoteRef: { key: 'orders/redis', property: 'password' } }],
      [{ secretKey: 'password', remoteRef: { key: 'orders/rabbitmq', property: 'password' } }],
      [{ secretKey: 'signing-key', remoteRef: { key: 'orders/application', property: 'signing-key' } }],
    ]);
    expect(deployment('worker.yaml').spec.template.spec.volumes.map(({ name }) => name)).toEqual(
      ['writable-0', 'database', 'redis', 'rabbitmq', 'application'], // prettier-ignore
    );
  });
});

it('browsers that may call it are a setting of the environment that says so', () => {
  expect(parse(staging?.['kustomization.yaml'] ?? '')).toMatchObject({
    configMapGenerator: [
      { name: 'orders', behavior: 'merge', literals: ['ALLOWED_ORIGINS=https://shop.example.com'] },
    ],
  });
  expect(production?.['kustomization.yaml']).not.toContain('configMapGenerator');
});
