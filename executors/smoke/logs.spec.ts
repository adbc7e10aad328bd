import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { badLines } from './logs';

describe('badLines', () => {
  it.each([
    '{"level":50,"msg":"query failed"}',
    '{"level":60,"msg":"migration failed"}',
    '{"level":"error","message":"x"}',
    '{"severity":"INFO","level":"FATAL"}',
    '    at Object.<anonymous> (/app/dist/main.mjs:10:5)',
    '    at async run (file:///app/dist/main.mjs:10:5)',
    'TypeError: x is not a function',
    'Uncaught Error: boom',
    'Error [ERR_X]: y',
    'Traceback (most recent call last):',
    'django.db.utils.OperationalError: could not connect',
    '2026-01-01 10:00:00 ERROR connection refused',
    '[error] 7#7: connect() failed',
    'error: password authentication failed',
    'panic: runtime error',
    'npm ERR! missing script',
  ])('refuses %s', (line) => {
    expect(badLines(`ok\n${line}\n`)).toMatchObject([{ line: 2 }]);
  });

  it.each([
    '{"level":30,"msg":"listening"}',
    '{"level":40,"msg":"slow query","err":{"type":"Error","stack":"Error: x\\n    at y (/z:1:2)"}}',
    '{"level":"info","message":"0 errors"}',
    '{"msg":"no level at all"}',
    '{"level":null}',
    '{broken json: no error',
    'compiled with 0 errors',
    'errorHandler registered',
    'GET /errors 200',
    'listening at http://0.0.0.0:3000',
    '   at your service',
    'ERRORS=0',
    '',
  ])('lets %s pass', (line) => {
    expect(badLines(line)).toEqual([]);
  });

  it('judges any text in no time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 5000 }), (text) => {
        expect(badLines(text).length).toBeLessThanOrEqual(text.split('\n').length);
      }),
    );
    const start = Date.now();
    badLines(`   at ${':1'.repeat(200_000)}x`);
    badLines('aError.'.repeat(50_000));
    expect(Date.now() - start).toBeLessThan(1000);
  });
});
