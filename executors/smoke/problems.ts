import type { Problem, SmokeReceipt } from '@org/ci-core';
import type { Outcome } from '@org/ci-toolchain';
import { formatAnswer, type Answer } from './http-get';

/** Last lines of a log, where the reason is. */
export function lastLines({ stdout, stderr }: Outcome, count = 20): string {
  const lines = `${stdout}\n${stderr}`.split('\n').filter((line) => line.trim() !== '');
  return lines
    .slice(-count)
    .map((line) => `  | ${line.slice(0, 300)}`)
    .join('\n');
}

const withLog = (what: string, log: string): string => (log === '' ? what : `${what}\n${log}`);

export const backingNotReady = (name: string, image: string, seconds: number, log: string): Problem => ({
  code: 'smoke-backing',
  where: image,
  what: withLog(`${name} did not answer within ${seconds} s`, log),
  fix: `see its log; the image must be the official ${name} image or work like it`,
});

export const migrationFailed = (service: string, exitCode: number, log: string): Problem => ({
  code: 'smoke-migration',
  where: `${service}: migration`,
  what: withLog(`it ended with exit code ${exitCode}`, log),
  fix: 'correct the migration; it starts from an empty database and must also work the second time',
});

export const migrationSlow = (service: string, seconds: number, log: string): Problem => ({
  code: 'smoke-migration',
  where: `${service}: migration`,
  what: withLog(`it did not end within ${seconds} s`, log),
  fix: 'make it faster, or give it more time with --migrateWithinSeconds',
});

const seeLog =
  'see the log: production runs it the same way (read-only root, no capabilities, its user, its limits)';

/** What was asked for readiness, and what came of it. */
export interface NotReady {
  readonly service: { readonly name: string; readonly port: number };
  /** Of this machine, under which the container's port is published. */
  readonly publishedPort: number;
  readonly path: string;
  readonly seconds: number;
  readonly last: Answer;
  readonly log: string;
}

/** Nothing that listens, or another port than the manifest's, looks like a service that is slow. */
const whereItListens = (port: number): string =>
  `let it listen on 0.0.0.0 and on the port that PORT says (${port}), or correct port in service.yaml`;

export const notReady = ({ service, publishedPort, path, seconds, last, log }: NotReady): Problem => ({
  code: 'smoke-not-ready',
  where: `${service.name}: GET http://127.0.0.1:${publishedPort}${path}`,
  what: withLog(
    `it was not ready within ${seconds} s on port ${service.port} of its container (port of service.yaml, published as 127.0.0.1:${publishedPort}); the last answer was ${formatAnswer(last)}`,
    log,
  ),
  fix: 'failure' in last ? `${whereItListens(service.port)}\n  → ${seeLog}` : seeLog,
});

/** @param seconds undefined where it ended by itself */
export const processNotReady = (name: string, seconds: number | undefined, log: string): Problem => ({
  code: 'smoke-process',
  where: name,
  what: withLog(
    seconds === undefined ? 'it ended by itself' : `its health check did not succeed within ${seconds} s`,
    log,
  ),
  fix: seeLog,
});

export const ended = (service: string, exitCode: number, oomKilled: boolean, log: string): Problem => ({
  code: 'smoke-ended',
  where: service,
  what: withLog(
    oomKilled ? 'it used more memory than its limit and was killed' : `it ended with exit code ${exitCode}`,
    log,
  ),
  fix: oomKilled ? 'raise resources.limits.memory in service.yaml, or find the leak' : seeLog,
});

/** Every check that failed, the log behind the last one. */
export function failedChecks(
  { name, port }: NotReady['service'],
  checks: SmokeReceipt['checks'],
  log: string,
): Problem[] {
  const bad = checks.filter(({ pass }) => !pass);
  return bad.map(({ id, detail }, index) => ({
    code: 'smoke-check',
    where: id.startsWith('GET /') ? `${name}: ${id} on port ${port}` : `${name}: ${id}`,
    what: index === bad.length - 1 ? withLog(detail, log) : detail,
    fix: 'correct the service, or its manifest where that is wrong',
  }));
}

export const interrupted = (service: string): Problem => ({
  code: 'interrupted',
  where: service,
  what: 'the run was interrupted; its containers are removed',
  fix: 'run again',
});
