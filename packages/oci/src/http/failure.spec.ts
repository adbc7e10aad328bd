import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Call } from './call';
import { networkFailure, parseErrorText, statusFailure } from './failure';
import { RegistryError } from './registry-error';

const call = (part: Partial<Call> = {}): Call => ({
  host: 'r.io',
  method: 'GET',
  url: new URL('https://user:hunter2@r.io/v2/a/manifests/t?_state=secret'),
  scopes: [],
  expect: [200],
  unknown: 'manifest-unknown',
  ...part,
});
const errors = (code: string, message = 'm') => JSON.stringify({ errors: [{ code, message }] });

describe('statusFailure', () => {
  it.each([
    [400, 'x', 'registry-refused', false],
    [400, errors('DIGEST_INVALID'), 'digest-mismatch', true],
    [400, errors('MANIFEST_BLOB_UNKNOWN'), 'blob-unknown', false],
    [401, '', 'registry-unauthorized', false],
    [403, '', 'registry-forbidden', false],
    [404, errors('MANIFEST_UNKNOWN'), 'manifest-unknown', false],
    [429, '', 'registry-rate-limited', true],
    [500, '', 'registry-server-error', true],
    [501, '', 'registry-server-error', false],
    [503, '<html>', 'registry-server-error', true],
  ] as const)('%i %s → %s', async (status, body, code, retryable) => {
    const failure = await statusFailure(new Response(body, { status }), call(), 0);
    expect(failure).toMatchObject({
      retryable,
      problems: [{ code, where: 'GET https://r.io/v2/a/manifests/t' }],
    });
    expect(failure.message).not.toMatch(/hunter2|_state/);
  });
});

describe('networkFailure', () => {
  const cause = (code: string) =>
    new TypeError('fetch failed', { cause: Object.assign(new Error('x'), { code }) });
  it.each([
    [cause('ECONNREFUSED'), call(), false, 'registry-unreachable', true],
    [cause('ENOTFOUND'), call(), false, 'registry-unreachable', false],
    [cause('CERT_HAS_EXPIRED'), call(), false, 'registry-unreachable', false],
    [cause('SELF_SIGNED_CERT_IN_CHAIN'), call(), false, 'registry-unreachable', false],
    [cause('UND_ERR_SOCKET'), call(), true, 'download-cut', true],
    [cause('ECONNRESET'), call({ method: 'PUT', transfer: true }), false, 'upload-cut', true],
    [new DOMException('slow', 'TimeoutError'), call(), false, 'registry-timeout', true],
  ])('%s', (error, of, answered, code, retryable) => {
    expect(networkFailure(error, of, answered)).toMatchObject({ retryable, problems: [{ code }] });
  });

  it('lets problems pass', () => {
    const known = new RegistryError({ code: 'c', where: '', what: '', fix: '' }, { retryable: false });
    expect(networkFailure(known, call(), true)).toBe(known);
  });
});

it('parseErrorText never throws, and is one short line', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary', maxLength: 3000 }), fc.json()), (text) => {
      const said = parseErrorText(text);
      return said.length <= 201 && !/[\u0000-\u001f\u007f]/.test(said);
    }),
    { numRuns: 2000 },
  );
});
