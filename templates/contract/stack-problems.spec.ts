import { emptyStandard, type Runtime, type Stack, type Standard } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { acmeStandard } from '../testing/acme';
import { example } from '../testing/standard';
import { contractProblems } from './contract';
import { exampleWorkspace } from './example';

const [acme] = acmeStandard().stacks.filter(({ id }) => id === 'go-api');
if (!acme) throw new Error('the stack is there');
const good: Stack = acme;

/** Without artefacts: what is wrong is the stack's own. */
function found(stack: Stack): string[] {
  const standard: Standard = { ...emptyStandard, name: '@acme/x', version: '1.0.0', stacks: [stack] };
  return contractProblems(exampleWorkspace(standard, example)).map(({ what }) => what);
}

const runs = (change: Partial<Runtime>): Stack => ({
  ...good,
  runtime: (service) => ({ ...good.runtime(service), ...change }),
});
const migrating: Stack = {
  ...runs({
    migrate: ['/service', 'migrate'],
    database: { host: 'DATABASE_HOST', port: 'DATABASE_PORT' },
  }),
  accepts: { ...good.accepts, database: ['postgres'] },
};
const built = (from: string | RegExp, to: string): Stack => ({
  ...good,
  dockerfile: (input) => good.dockerfile(input).replace(from, to),
});
const mounted = { configuration: { folder: '/etc/go' } };
const worker = { command: ['/service', 'work'], healthcheck: ['/service', 'beat'] };
const file = { path: 'apps/examples/go-api-none/x', text: 'x\n' };
let count = 0;
const lackingSeed: Stack['seed'] = ({ directory }) => [
  { path: `${directory}/package.json`, text: '{}\n', ownership: 'seeded' },
];

const cacheless = Object.fromEntries(
  Object.entries(good.runtime({} as never)).filter(([name]) => name !== 'cache'),
) as unknown as Runtime;
const { health } = good.defaults;

const broken: readonly (readonly [string, Stack])[] = [
  ['user.uid is 0', runs({ user: { uid: 0, gid: 65532 } })],
  ['user.uid is 1000', runs({ user: { uid: 1000, gid: 65532 } })],
  ['user.gid is 0', runs({ user: { uid: 65532, gid: 0 } })],
  ['main is empty', runs({ main: [] })],
  ['healthcheck is empty', runs({ healthcheck: [] })],
  ['healthcheck is empty', runs({ healthcheck: [''] })],
  ["healthcheck is a shell's line", runs({ healthcheck: ['wget -q localhost'] })],
  ['main runs in a shell', runs({ main: ['/bin/sh', '-c', '/service serve'] })],
  ['migrate runs in a shell', runs({ migrate: ['bash', '-ec', 'x'] })],
  [
    'processes.worker.command runs in a shell',
    runs({ processes: { worker: { ...worker, command: ['sh', '-c', 'x'] } } }),
  ],
  ['processes.worker.healthcheck is empty', runs({ processes: { worker: { ...worker, healthcheck: [] } } })],
  ['tmp is no absolute folder', runs({ writable: ['tmp'] })],
  ['/a/../b is no absolute folder', runs({ writable: ['/a/../b'] })],
  ['accepts the process worker and does not run it', runs({ processes: {} })],
  ['runs the process beat, which no manifest may name', runs({ processes: { worker, beat: worker } })],
  ['../key is no name of a file', runs({ secrets: [{ name: '../key', variable: 'KEY_FILE' }] })],
  [
    'has cache: redis, and runtime does not say how it finds it',
    { ...good, runtime: () => cacheless },
  ],
  ['accepts.cache is empty', { ...good, accepts: { ...good.accepts, cache: [] } }],
  [
    'the process Worker has no name of Kubernetes',
    { ...good, accepts: { ...good.accepts, processes: ['Worker'] } },
  ],
  ['accepts.database is empty', { ...good, accepts: { ...good.accepts, database: [] } }],
  ['ready is no path of a URL', { ...good, defaults: { ...good.defaults, health: { ...health, ready: 'ready' } } }],
  ['v1 is no path of a URL', { ...good, defaults: { ...good.defaults, smokeEndpoints: ['v1'] } }],
  [
    'cache: redis in service.yaml needs redis, and the application does not depend on it',
    { ...good, ecosystem: 'node', needs: () => ({ redis: 'cache: redis' }), seed: lackingSeed },
  ],
  ['runtime.configuration is a folder of no files', runs(mounted)],
  ['has a configuration that nothing reads', { ...good, configuration: { key: { type: 'string' } } }],
  ['has configurationFiles, mounted nowhere', { ...good, configurationFiles: () => ({}) }],
  ['a/b.json is no name of a file', { ...runs(mounted), configurationFiles: () => ({ 'a/b.json': '{}\n' }) }],
  [
    'two renderings of its configuration differ',
    { ...runs(mounted), configurationFiles: () => ({ 'x.json': `${count++}\n` }) },
  ],
  [`seeds ${file.path}, which is not seeded`, { ...good, seed: () => [{ ...file, ownership: 'merged' }] }],
  [`generates ${file.path}, which is seeded`, { ...good, files: () => [{ ...file, ownership: 'seeded' }] }],
  ['the target build has no command', { ...good, targets: () => ({ build: { command: ' ', inputs: [], outputs: [] } }) }],
  ['its Dockerfile has no stage', built(/^[^]*/, '# nothing\n')],
  ['its Dockerfile does not end with USER 65532:65532', built('USER 65532:65532', 'USER nonroot')],
  ['its Dockerfile has no HEALTHCHECK', built(/^HEALTHCHECK.*\n/m, '')],
  ['its Dockerfile has no HEALTHCHECK', built(/CMD \["\/service", "health"\]/, 'CMD /service health')],
  ['its Dockerfile has ENTRYPOINT in a shell', built('ENTRYPOINT ["/service"]', 'ENTRYPOINT /service')],
  ['its Dockerfile has no stage runtime', built(' AS runtime', '')],
  ['its Dockerfile has no stage migrate', migrating],
  ['its Dockerfile has no stage dev', { ...good, development: () => ({ target: 'dev', watch: [], writable: [] }) }],
  ['its Dockerfile has CMD in a shell', built('CMD ["serve"]', 'CMD serve')],
  [
    'refused: it needs more',
    { ...good, problems: (_, where) => [{ code: 'x', where, what: 'it needs more', fix: 'x' }] },
  ],
]; // prettier-ignore

describe('what a stack owes', () => {
  it('is given by the stack of a company', () => {
    expect(found(good)).toEqual([]);
  });

  it.each(broken)('is missed: %s', (what, stack) => {
    expect(found(stack).join('\n')).toContain(what);
  });
});
