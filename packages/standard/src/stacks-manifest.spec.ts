import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { standard } from './standard';
import { directory, manifestOf, synchronize, type Disk } from './testing/fleet';

const path = `${directory}/service.yaml`;
const api = { stack: 'django-api', port: 8000, database: 'postgres' };
const queued = { ...api, broker: 'redis', processes: ['worker', 'beat'] };
const contract = { apiUrl: { type: 'url', required: true, development: 'http://localhost:8000' } };
const urls = (more: object = {}) => ({
  staging: { configuration: { apiUrl: 'https://api.staging.example.com', ...more } },
  production: { configuration: { apiUrl: 'https://api.example.com' } },
});
const shop = { stack: 'vite-spa', port: 8080, configuration: contract, environments: urls() };

const generated = (fields: object): Disk => {
  const disk: Disk = new Map([[path, manifestOf(fields)]]);
  expect(synchronize(disk, standard, false).problems).toEqual([]);
  return disk;
};

/** Another manifest, and what a run of sync makes of it; a second one changes nothing. */
function change(disk: Disk, fields: object) {
  disk.set(path, manifestOf(fields));
  const { plans, problems } = synchronize(disk, standard, false);
  expect(problems).toEqual([]);
  const again = synchronize(disk, standard, false).plans;
  expect(again.flatMap(({ writes, deletes }) => [...writes, ...deletes])).toEqual([]);
  return {
    deletes: plans.flatMap((plan) => plan.deletes).filter((one) => !one.startsWith('.ci/')),
    findings: plans.flatMap((plan) => plan.findings),
  };
}
const at = (file: string): string => `${directory}/${file}`;
const read = (disk: Disk, file: string): string => disk.get(at(file)) ?? '';
const resources = (disk: Disk): string[] =>
  (parse(read(disk, 'k8s/base/kustomization.yaml')) as { resources: string[] }).resources;
const services = (disk: Disk): string[] =>
  Object.keys((parse(read(disk, 'compose.yaml')) as { services: object }).services);

/** Everything that is generated, by path: what a fresh workspace with this manifest has. */
const files = (disk: Disk): Disk => new Map([...disk].filter(([one]) => !one.startsWith('.ci/lock/')));

describe('an edit of service.yaml, without edits of what it renders', () => {
  it.each<[string, object, object]>([
    ['processes come', { ...api, broker: 'redis' }, queued],
    ['a process goes', queued, { ...queued, processes: ['worker'] }],
    ['a cache comes', queued, { ...queued, cache: 'redis' }],
    ['another cache', { ...queued, cache: 'redis' }, { ...queued, cache: 'memcached' }],
    ['another broker', queued, { ...queued, broker: 'rabbitmq' }],
    ['another version', queued, { ...queued, versions: { postgres: '16' } }],
    ['all of it goes', { ...queued, cache: 'redis' }, api],
    [
      'a key comes',
      shop,
      {
        ...shop,
        configuration: { ...contract, theme: { type: 'string', default: 'light' } },
        environments: urls({ theme: 'dark' }),
      },
    ],
  ])('%s: the result is what would be generated', (_what, before, after) => {
    const disk = generated(before);
    expect(change(disk, after).findings).toEqual([]);
    expect(files(disk)).toEqual(files(generated(after)));
  });

  it('brings a process to Kubernetes and compose, and takes it away again', () => {
    const disk = generated({ ...api, broker: 'redis' });
    change(disk, queued);
    expect(resources(disk)).toEqual(expect.arrayContaining(['worker.yaml', 'beat.yaml']));
    expect(services(disk)).toEqual(expect.arrayContaining(['worker', 'beat']));
    const { deletes } = change(disk, { ...queued, processes: ['worker'] });
    expect(deletes).toEqual([at('k8s/base/beat.yaml')]);
    expect(resources(disk)).not.toContain('beat.yaml');
    expect(services(disk)).not.toContain('beat');
  });
});

describe('an edit of service.yaml beside edits of what it renders', () => {
  it('keeps the file of a process that goes, says so, and no longer deploys it', () => {
    const disk = generated(queued);
    const beat = 'k8s/base/beat.yaml';
    const mine = read(disk, beat).replace('memory: 512Mi', 'memory: 1Gi');
    expect(mine).not.toBe(read(disk, beat));
    disk.set(at(beat), mine);
    const { deletes, findings } = change(disk, { ...queued, processes: ['worker'] });
    expect(deletes).toEqual([]);
    expect(findings).toMatchObject([
      {
        code: 'orphan',
        path: at(beat),
        what: 'is no longer generated, but you changed it: it is kept and is yours from now on',
        fix: 'delete it if you do not need it',
      },
    ]);
    expect(read(disk, beat)).toBe(mine);
    expect(resources(disk)).not.toContain('beat.yaml');
  });

  it('changes the broker beneath a worker whose resources were changed', () => {
    const disk = generated(queued);
    const worker = 'k8s/base/worker.yaml';
    disk.set(at(worker), read(disk, worker).replace('memory: 512Mi', 'memory: 2Gi'));
    expect(change(disk, { ...queued, broker: 'rabbitmq' }).findings).toEqual([]);
    expect(read(disk, worker)).toContain('memory: 2Gi');
    expect(read(disk, worker)).toContain('/run/secrets/rabbitmq');
    expect(read(disk, worker)).not.toContain('/run/secrets/redis');
  });

  it('puts a new key into a configuration of which another value was changed', () => {
    const disk = generated(shop);
    const config = 'config/config.json';
    disk.set(at(config), read(disk, config).replace('localhost:8000', 'localhost:9999'));
    const theme = { type: 'string', default: 'light', description: 'Colours' };
    const more = { ...shop, configuration: { ...contract, theme }, environments: urls({ theme: 'dark' }) };
    expect(change(disk, more).findings).toEqual([]);
    expect(JSON.parse(read(disk, config))).toEqual({ apiUrl: 'http://localhost:9999', theme: 'light' });
    const inCluster = (name: string): unknown =>
      JSON.parse(read(disk, `k8s/overlays/${name}/config/config.json`));
    expect(inCluster('staging')).toMatchObject({ theme: 'dark' });
    expect(inCluster('production')).toMatchObject({ theme: 'light' });
    expect(read(disk, 'src/config/contract.ts')).toContain('theme');
    expect(read(disk, 'CONFIGURATION.md')).toContain('Colours');
  });
});
