import { describe, expect, it } from 'vitest';
import { judgeSmoke } from './checks';
import type { Observation } from './observation';
import { failedChecks, lastLines, notReady } from './problems';

const good: Observation = {
  imageUser: '65532',
  processUsers: [65_532],
  healthyAfterMs: 400,
  answers: [{ path: '/health/live', answer: { status: 200 } }],
  memoryBytes: 50_000_000,
  memoryLimitBytes: 256_000_000,
  unready: { answer: { status: 503 }, afterMs: 12 },
  exitCode: 0,
  stoppedAfterMs: 300,
  gracePeriodSeconds: 10,
  badLines: [],
  processes: [],
};
const service = { name: 'payments', port: 3456 };
const failing = (change: Partial<Observation>): string[] =>
  judgeSmoke({ ...good, ...change }).flatMap(({ id, pass }) => (pass ? [] : [id]));

describe('judgeSmoke', () => {
  it('passes what is right', () => {
    expect(failing({})).toEqual([]);
    expect(failing({ imageUser: '65532:65532' })).toEqual([]);
  });

  it.each<[Partial<Observation>, string]>([
    [{ imageUser: '' }, 'image-user'],
    [{ imageUser: 'root' }, 'image-user'],
    [{ imageUser: 'nonroot' }, 'image-user'],
    [{ imageUser: '0:0' }, 'image-user'],
    [{ processUsers: [] }, 'process-user'],
    [{ processUsers: [65_532, 0] }, 'process-user'],
    [{ answers: [{ path: '/metrics', answer: { status: 404 } }] }, 'GET /metrics'],
    [{ answers: [{ path: '/x', answer: { status: 302 } }] }, 'GET /x'],
    [{ answers: [{ path: '/x', answer: { failure: 'ECONNRESET' } }] }, 'GET /x'],
    [{ memoryBytes: 0 }, 'memory'],
    [{ unready: undefined }, 'unready-on-sigterm'],
    [{ exitCode: 143 }, 'graceful-stop'],
    [{ exitCode: undefined }, 'graceful-stop'],
    [{ badLines: [{ line: 3, text: 'Error: x', rule: 'an uncaught error' }] }, 'logs'],
  ])('fails %j', (change, id) => {
    expect(failing(change)).toEqual([id]);
  });

  it('names every failed check, the log behind the last', () => {
    const log = lastLines({ exitCode: 0, stdout: 'a\nb\n', stderr: 'c\n' });
    const problems = failedChecks(service, judgeSmoke({ ...good, exitCode: 1, memoryBytes: 0 }), log);
    expect(problems.map(({ where }) => where)).toEqual(['payments: memory', 'payments: graceful-stop']);
    expect(problems[0]?.what).not.toContain('| a');
    expect(problems[1]?.what).toContain(
      'exit code 1 300 ms after SIGTERM, 10 s allowed\n  | a\n  | b\n  | c',
    );
  });
});

describe('a failure names what was asked', () => {
  it('address, port of the manifest, and what to do where nothing answered', () => {
    const asked = { service, publishedPort: 49_001, path: '/ready', seconds: 5, log: '' };
    const silent = notReady({ ...asked, last: { failure: 'ECONNRESET' } });
    expect(silent.where).toBe('payments: GET http://127.0.0.1:49001/ready');
    expect(silent.what).toContain('on port 3456 of its container (port of service.yaml');
    expect(silent.fix).toContain('the port that PORT says (3456), or correct port in service.yaml');
    const busy = notReady({ ...asked, last: { status: 503 } });
    expect(busy.what).toContain('the last answer was HTTP 503');
    expect(busy.fix).not.toContain('PORT');
  });

  it('also of an endpoint that answers wrongly', () => {
    const answers = [{ path: '/v1/notes', answer: { status: 404 } }];
    const [problem] = failedChecks(service, judgeSmoke({ ...good, answers }), '');
    expect(problem?.where).toBe('payments: GET /v1/notes on port 3456');
  });
});
