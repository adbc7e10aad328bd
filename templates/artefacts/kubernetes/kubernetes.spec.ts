import { Service, synthService, Workspace } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { parse, parseAllDocuments } from 'yaml';
import { generated, textOf, workspace } from '../../testing/standard';
import { label } from './names';

const folder = 'apps/examples/node-api-postgres/k8s';
const read = (file: string, files = generated()) =>
  parse(textOf(`${folder}/${file}`, files)) as Record<string, unknown>;
const readAll = (file: string) =>
  parseAllDocuments(textOf(`${folder}/${file}`)).map(
    (document) => document.toJS() as Record<string, unknown>,
  );

const hardened = {
  automountServiceAccountToken: false,
  enableServiceLinks: false,
  serviceAccountName: 'node-api-postgres',
  securityContext: {
    runAsNonRoot: true,
    runAsUser: 65532,
    runAsGroup: 65532,
    fsGroup: 65532,
    fsGroupChangePolicy: 'OnRootMismatch',
    seccompProfile: { type: 'RuntimeDefault' },
    appArmorProfile: { type: 'RuntimeDefault' },
  },
};
const container = {
  imagePullPolicy: 'Always',
  securityContext: {
    allowPrivilegeEscalation: false,
    privileged: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
  resources: {
    requests: { cpu: '100m', memory: '128Mi', 'ephemeral-storage': '64Mi' },
    limits: { cpu: '1', memory: '256Mi', 'ephemeral-storage': '256Mi' },
  },
};

describe('pods', () => {
  it.each(['deployment.yaml', 'migration.yaml'])('%s is restricted, and more', (file) => {
    expect(read(`base/${file}`)).toMatchObject({
      spec: {
        template: {
          spec: {
            ...hardened,
            containers: [container],
            volumes: [{ emptyDir: { sizeLimit: '64Mi' } }, { secret: { defaultMode: 0o440 } }],
          },
        },
      },
    });
  });

  it('the server asks three different questions, and leaves in order', () => {
    expect(read('base/deployment.yaml')).toMatchObject({
      spec: {
        strategy: { rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        template: {
          spec: {
            terminationGracePeriodSeconds: 20,
            containers: [
              {
                startupProbe: { httpGet: { path: '/health/live' } },
                readinessProbe: { httpGet: { path: '/health/ready' } },
                livenessProbe: { httpGet: { path: '/health/live' } },
                lifecycle: { preStop: { sleep: { seconds: 5 } } },
              },
            ],
          },
        },
      },
    });
    expect(read('base/deployment.yaml').spec).not.toHaveProperty('replicas');
  });

  it('the migration is one bounded run of the same image', () => {
    expect(read('base/migration.yaml')).toMatchObject({
      spec: {
        backoffLimit: 3,
        activeDeadlineSeconds: 600,
        ttlSecondsAfterFinished: 86_400,
        template: {
          spec: {
            containers: [
              { image: 'node-api-postgres', command: ['/nodejs/bin/node', '/app/dist/migrate.mjs'] },
            ],
          },
        },
      },
    });
  });
});

describe('network', () => {
  const policies = readAll('base/network-policies.yaml') as { metadata: { name: string }; spec: object }[];
  const policy = (name: string) => policies.find(({ metadata }) => metadata.name === name)?.spec;

  it('denies both ways, then opens what is known', () => {
    expect(policies.map(({ metadata }) => metadata.name)).toEqual([
      'default-deny',
      'allow-dns',
      'allow-callers',
      'allow-database',
    ]);
    expect(policy('default-deny')).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(policy('allow-database')).toMatchObject({
      egress: [{ ports: [{ protocol: 'TCP', port: 5432 }] }],
    });
  });

  it('never opens to everybody', () => {
    for (const { spec } of policies)
      expect(JSON.stringify(spec)).not.toMatch(
        /"(from|to)":\[(\{\})?\]|0\.0\.0\.0|"(ingress|egress)":\[\{\}\]/,
      );
  });
});

describe('overlays', () => {
  it('differ in names, replicas and hosts only', () => {
    const at = (name: string): Record<string, string> =>
      Object.fromEntries(
        [...generated()].flatMap(([path, { text }]) =>
          path.startsWith(`${folder}/overlays/${name}/`)
            ? [[path.split('/').at(-1) ?? path, text.replaceAll(name, 'ENV')] as const]
            : [],
        ),
      );
    const [staging, production] = [at('staging'), at('production')];
    expect(Object.keys(staging)).toEqual(Object.keys(production));
    const differing = Object.keys(staging).filter((file) => staging[file] !== production[file]);
    expect(differing).toEqual(['autoscaler.yaml', 'hosts.yaml', 'namespace.yaml']);
    expect(staging['kustomization.yaml']).toBe(production['kustomization.yaml']);
  });

  it('wait for a promotion, and name the registry of their environment', () => {
    const input = workspace();
    const other = Workspace.parse({
      ...input.workspace,
      environments: [{ name: 'live', registry: 'europe-docker.pkg.dev/acme/live' }],
    });
    const kustomization = read('overlays/live/kustomization.yaml', generated({ ...input, workspace: other }));
    expect(kustomization.images).toEqual([
      {
        name: 'node-api-postgres',
        newName: 'europe-docker.pkg.dev/acme/live/node-api-postgres',
        newTag: 'unpromoted',
      },
    ]);
  });

  it('stop a service that has no replicas', () => {
    const input = workspace();
    const services = input.services.map((placed) => ({
      ...placed,
      service: Service.parse({ ...placed.service, environments: { staging: { replicas: 0 } } }),
    }));
    const files = generated({ ...input, services });
    expect(read('overlays/staging/autoscaler.yaml', files)).toMatchObject({ $patch: 'delete' });
    expect(read('overlays/staging/kustomization.yaml', files).replicas).toEqual([
      { name: 'node-api-postgres', count: 0 },
    ]);
  });

  it('hold a namespace to the restricted standard, with a quota and limits', () => {
    const [namespace, quota, limits] = readAll('overlays/production/namespace.yaml');
    expect(namespace).toMatchObject({
      metadata: {
        name: 'node-api-postgres-production',
        labels: {
          'pod-security.kubernetes.io/enforce': 'restricted',
          'pod-security.kubernetes.io/enforce-version': 'v1.33',
        },
      },
    });
    expect(quota).toMatchObject({
      kind: 'ResourceQuota',
      spec: { hard: { pods: '11', 'limits.cpu': '11000m' } },
    });
    expect(limits).toMatchObject({ kind: 'LimitRange' });
  });
});

describe('label', () => {
  it('stays a DNS label, and two long names stay two', () => {
    const long = (end: string) => label('a'.repeat(40), `b`.repeat(39) + end);
    expect(label('payments', 'staging')).toBe('payments-staging');
    expect(long('x').length).toBeLessThanOrEqual(63);
    expect(long('x')).toMatch(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/);
    expect(long('x')).not.toBe(long('y'));
  });
});

describe('a file that its user deleted', () => {
  const lists = (...names: string[]) => {
    const input = workspace();
    const placed = input.services.find(({ service }) => service.name === 'node-api-postgres');
    if (!placed) throw new Error('no example');
    const deleted = new Set(names.map((name) => `${folder}/${name}`));
    const files = new Map(
      synthService({ ...input, ...placed, deleted }).map((file) => [file.path, file] as const),
    );
    const { resources } = read('base/kustomization.yaml', files);
    const { resources: above, patches = [] } = read('overlays/staging/kustomization.yaml', files);
    return {
      base: resources,
      overlay: above,
      patches: (patches as { path: string }[]).map(({ path }) => path),
      files,
    };
  };

  it('is in no kustomization, and neither is a patch of what is gone', () => {
    const all = lists();
    expect(all.patches).toEqual(['autoscaler.yaml', 'hosts.yaml', 'priority.yaml']);
    const { base, patches, files } = lists('base/route.yaml', 'base/autoscaler.yaml', 'base/migration.yaml');
    expect(base).toEqual(
      (all.base as string[]).filter((name) => !/^(route|autoscaler|migration)\./.test(name)),
    );
    expect(patches).toEqual(['priority.yaml']);
    expect(files.has(`${folder}/overlays/staging/hosts.yaml`)).toBe(false);
    expect(textOf(`${folder}/overlays/staging/priority.yaml`, files)).not.toContain('kind: Job');
    expect(files.has(`${folder}/base/route.yaml`), 'it is remembered').toBe(true);
  });

  it('of an overlay is left out there', () => {
    const { overlay, patches } = lists('overlays/staging/hosts.yaml', 'overlays/staging/namespace.yaml');
    expect(overlay).toEqual(['../../base']);
    expect(patches).toEqual(['autoscaler.yaml', 'priority.yaml']);
  });
});
