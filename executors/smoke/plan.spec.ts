import { backingsOf, Service, type Runtime } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import type { Setting } from './containers';
import { formatPlan } from './format-plan';
import { namesOf, ownerOf } from './names';
import { planSmoke } from './plan';

const runtime: Runtime = {
  user: { uid: 65_532, gid: 65_532 },
  main: ['/node', '/app/main.mjs'],
  healthcheck: ['/node', '/app/healthcheck.mjs'],
  migrate: ['/node', '/app/migrate.mjs'],
  writable: ['/tmp'],
  environment: { LOG_LEVEL: 'info' },
  database: { host: 'H', port: 'P', name: 'N', user: 'U', passwordFile: 'F' },
  metricsPath: '/metrics',
  gracePeriodSeconds: 15,
};
const amount = { cpu: '1', memory: '256Mi' };

function setting(database: 'postgres' | 'none'): Setting {
  const service = Service.parse({ name: 'billing-payments', stack: 'node-api', port: 3000, database });
  return {
    service,
    runtime,
    resources: { requests: amount, limits: amount },
    image: 'r/billing-payments@sha256:0',
    backings: backingsOf(service).map((backing) => ({ backing, image: 'postgres:17@sha256:1' })),
    processes: [],
    secrets: database === 'none' ? {} : { '/run/secrets/database/password': '/tmp/secret/password' },
    configuration: undefined,
    names: namesOf(service.name, 'abcd', 'owner', 42),
  };
}
const explain = (database: 'postgres' | 'none'): string[] =>
  formatPlan(planSmoke(setting(database)), {
    secretsFolder: '/tmp/secret',
    hasSecrets: true,
    endpoints: ['/live'],
    healthyWithinSeconds: 60,
    gracePeriodSeconds: 15,
  });

describe('planSmoke', () => {
  it('runs the digest as production does', () => {
    const started = explain('none').find((line) => line.startsWith('docker run'));
    expect(started).toBe(
      'docker run --detach --name smoke-billing-payments-abcd-service --stop-timeout 15 --read-only --user 65532:65532' +
        ' --cap-drop ALL --security-opt no-new-privileges:true' +
        ' --tmpfs /tmp:rw,noexec,nosuid,nodev,size=64m,uid=65532,gid=65532,mode=0700' +
        ' --memory 268435456 --memory-swap 268435456 --pids-limit 200 --network smoke-billing-payments-abcd' +
        ' --publish 127.0.0.1::3000 --env LOG_LEVEL=info --env PORT=3000 --label org.ci.smoke.owner=owner' +
        ' --label org.ci.smoke.process=42 r/billing-payments@sha256:0',
    );
  });

  it('starts the database first, then the migration of the same digest, then the service', () => {
    const runs = explain('postgres').filter((line) => line.startsWith('docker run'));
    expect(runs.map((line) => line.replace(/^.*--label \S+ /, ''))).toEqual([
      'postgres:17@sha256:1 postgres -c fsync=off -c full_page_writes=off -c synchronous_commit=off',
      '--entrypoint /node r/billing-payments@sha256:0 /app/migrate.mjs',
      'r/billing-payments@sha256:0',
    ]);
    for (const line of runs) expect(line).toContain('--read-only --user');
    expect(runs[2]).toContain(
      '--env H=postgres --env P=5432 --env N=billing_payments --env U=billing_payments',
    );
  });

  it('names no secret, and removes all that it makes', () => {
    const { backings, migration, cleanup } = planSmoke(setting('postgres'));
    for (const command of [backings[0]?.start, migration]) {
      expect(command?.args.join(' ')).toContain(
        'source=/tmp/secret/password,target=/run/secrets/database/password,readonly',
      );
      expect(command?.args.join(' ')).not.toMatch(/PASSWORD=/);
    }
    expect(cleanup.flatMap(({ args }) => args).filter((word) => word.startsWith('smoke-'))).toEqual([
      'smoke-billing-payments-abcd-service',
      'smoke-billing-payments-abcd-migrate',
      'smoke-billing-payments-abcd-postgres',
      'smoke-billing-payments-abcd',
    ]);
  });
});

it('workspaces do not share an owner', () => {
  expect(ownerOf('/a', 's')).not.toBe(ownerOf('/b', 's'));
  expect(ownerOf('/a', 's')).toBe(ownerOf('/a', 's'));
});
