import type { TestWorkspace } from './workspace';

/** YAML of the standard's versions: the image moves, a step comes in 2.0.0, the probe goes and an option is renamed in 3.0.0. */
const renderings: Record<string, string> = {
  '1.0.0': `
    image: 'app:1', replicas: 2,
    steps: [{ id: 'build', run: 'make' }, { id: 'test', run: 'make test' }], probe: { path: '/live' }`,
  '2.0.0': `
    image: 'app:2', replicas: 2,
    steps: [{ id: 'build', run: 'make' }, { id: 'scan', run: 'scan' }, { id: 'test', run: 'make test' }], probe: { path: '/healthz' }`,
  '3.0.0': `
    image: 'app:3', replicas: 3,
    steps: [{ id: 'build', run: 'make all' }, { id: 'scan', run: 'scan' }, { id: 'test', run: 'make test' }]`,
};

/** The company's standard in one of its versions, with the real formatter's shape of YAML. */
export const acmeVersion = (version: string): string => `
const { stringify } = require('yaml');
const file = (path, text, ownership) => ({ path, text, ownership });
exports.standard = {
  name: '@acme/ci-standard', version: '${version}',
  pins: { images: {}, actions: {}, hooks: {}, tools: {} },
  gates: { scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 }, smoke: { healthyWithinSeconds: 60 } },
  environments: [{ name: 'staging' }, { name: 'production', production: true }],
  migrations: [
    { version: '3.0.0', id: 'team', description: 'owner names a team', manifest: [{ op: 'rename', at: 'description', to: 'owner' }],
      moves: [{ from: 'old.yaml', to: 'new.yaml' }], nextSteps: ['Tell the team.'] },
  ],
  stacks: [{
    id: 'acme-api', title: 'Acme API', description: '', images: {},
    defaults: { health: { live: '/live', ready: '/ready' }, smokeEndpoints: [], sizeBudgetMb: 1,
      resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { cpu: '1', memory: '1Gi' } } },
    seed: ({ directory, packageName }) => [file(directory + '/package.json', JSON.stringify({ name: packageName }), 'seeded')],
    dockerfile: () => '', dockerignore: () => '', runtime: () => ({}), development: () => ({}), targets: () => ({}),
  }],
  artefacts: [
    { id: 'deploy', scope: 'service', render: ({ service, directory }) => [
      file(directory + '/deploy.yaml', stringify({ name: service.name, port: service.port, ${renderings[version] ?? ''} }), 'merged'),
      file(directory + '/${version === '3.0.0' ? 'new' : 'old'}.yaml', stringify({ a: '${version}', b: 1, list: ['x'] }), 'merged'),
      file(directory + '/managed.txt', '${version}\\n', 'managed'),
    ] },
    { id: 'workflow', scope: 'workspace', render: ({ services }) => [
      file('.github/workflows/ci.yml', stringify({ name: 'ci ${version}', services: services.map((one) => one.service.name) }), 'merged'),
    ] },
  ],
};
`;

const folder = 'node_modules/@acme/ci-standard';

/** Files of the standard's package in a version. */
export const acmePackage = (version: string): Record<string, string> => ({
  [`${folder}/index.js`]: acmeVersion(version),
  [`${folder}/package.json`]: JSON.stringify({ name: '@acme/ci-standard', version }),
  [`${folder}/CHANGELOG.md`]:
    '# Changelog\n\n## 3.0.0\n\nThe probe goes.\n\n## 2.0.0\n\nImages are scanned.\n\n## 1.0.0\n\nFirst.\n',
});

/** Puts another version of the standard into a workspace, as `npm install` does. */
export function installAcme(workspace: TestWorkspace, version: string): void {
  for (const [path, text] of Object.entries(acmePackage(version))) workspace.write(path, text);
}
