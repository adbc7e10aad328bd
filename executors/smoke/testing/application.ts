/** What an application of the tests does otherwise than it should. */
export interface Fault {
  /** Statement that is run when the server listens. */
  readonly atStart?: string;
  /** Status of /health/ready. */
  readonly ready?: number;
  /** Status of /v1/things. */
  readonly things?: number;
  /** Statement that is run on SIGTERM. */
  readonly onTerm?: string;
  /** Statement that the migration ends with. */
  readonly migration?: string;
  readonly user?: string;
}

const well = `stopping = true; setTimeout(() => process.exit(0), 200);`;

/** Proves from within what production promises: a database that answers, its password, a root that is read-only. */
const surroundings = `
import { readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
const { DB_HOST, DB_PORT, DB_PASSWORD_FILE } = process.env;
if (DB_HOST && !/^[0-9a-f]{48}$/.test(readFileSync(DB_PASSWORD_FILE, 'utf8'))) throw new Error('no password');
writeFileSync('/tmp/writable', 'x');
let written = true;
try { writeFileSync('/app/x', 'x'); } catch { written = false; }
if (written) throw new Error('the root is writable');
export const database = () => new Promise((done) => {
  if (!DB_HOST) return done(true);
  const socket = connect(Number(DB_PORT), DB_HOST, () => { socket.destroy(); done(true); });
  socket.on('error', () => done(false));
});
`;

const server = (fault: Fault): string => `
import { createServer } from 'node:http';
import { database } from './surroundings.mjs';
let stopping = false;
const statuses = { '/health/live': 200, '/metrics': 200, '/v1/things': ${fault.things ?? 200} };
createServer(async (request, response) => {
  const ready = stopping || !(await database()) ? 503 : ${fault.ready ?? 200};
  response.writeHead(request.url === '/health/ready' ? ready : (statuses[request.url] ?? 404));
  response.end();
}).listen(8080, () => {
  console.log(JSON.stringify({ level: 30, msg: 'listening with 0 errors' }));
  ${fault.atStart ?? ''}
});
process.on('SIGTERM', () => { ${fault.onTerm ?? well} });
`;

const migration = (fault: Fault): string => `
import { database } from './surroundings.mjs';
if (!(await database())) throw new Error('no database');
console.log('migrated');
${fault.migration ?? ''}
`;

/** Files of an image's build, of the base that is given. */
export const applicationFiles = (base: string, fault: Fault): Record<string, string> => ({
  Dockerfile: `FROM ${base}\nCOPY --chmod=755 app /app\nUSER ${fault.user ?? '65532'}\nCMD ["/app/main.mjs"]\n`,
  'app/main.mjs': server(fault),
  'app/migrate.mjs': migration(fault),
  'app/surroundings.mjs': surroundings,
});

const stack = `{
  id: 'tiny',
  defaults: {
    health: { live: '/health/live', ready: '/health/ready' },
    resources: { requests: { cpu: '100m', memory: '64Mi' }, limits: { cpu: '1', memory: '128Mi' } },
    sizeBudgetMb: 1,
    smokeEndpoints: ['/v1/things'],
  },
  runtime: () => ({
    user: { uid: 65532, gid: 65532 },
    migrate: ['/nodejs/bin/node', '/app/migrate.mjs'],
    writable: ['/tmp'],
    environment: {},
    database: { host: 'DB_HOST', port: 'DB_PORT', name: 'DB_NAME', user: 'DB_USER', passwordFile: 'DB_PASSWORD_FILE' },
    metricsPath: '/metrics',
    gracePeriodSeconds: 3,
  }),
}`;

/** A standard with one stack that runs such applications. */
export const tinyStandard = {
  'node_modules/@acme/standard/package.json': '{"name":"@acme/standard","version":"1.2.3","main":"index.js"}',
  'node_modules/@acme/standard/index.js': `exports.standard = {
    name: '@acme/standard', version: '1.2.3', environments: [], artefacts: [],
    pins: { images: { postgres: 'postgres:17-trixie' }, actions: {}, hooks: {}, tools: {} },
    gates: { scan: { critical: 0, high: 1, databaseMaxAgeHours: 48 }, smoke: { healthyWithinSeconds: 20 } },
    stacks: [${stack}],
  };`,
};
