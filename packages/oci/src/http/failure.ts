import type { Problem } from '@org/ci-core';
import { ProblemError } from '@org/ci-core';
import type { Answer } from './answer';
import { formatWhere, type Call } from './call';
import { readDocument } from './body';
import { oneLine } from '../reference/quote';
import { RegistryError } from './registry-error';
import { parseRetryAfter } from './retry';

const RETRYABLE = new Set([429, 500, 502, 503, 504]);

const FIXES = {
  'registry-unauthorized': (host: string) =>
    `log in (docker login ${host}) with an account that may do this; in CI check the registry's secret; some registries answer so for a repository that does not exist`,
  'registry-forbidden': (host: string) => `give the account on ${host} the right to this repository`,
  'registry-rate-limited': (host: string) =>
    `log in to ${host} for a higher limit, wait, or set a mirror in ci.yaml`,
  'registry-server-error': (host: string) =>
    `run it again later; if it stays, look at the logs or status of ${host}`,
  'registry-refused': () => "correct what the registry's answer names",
  'manifest-unknown': () => 'check the name, tag and digest; build and push the image if it is gone',
  'blob-unknown': () => 'push the image again: the registry lacks a part of it',
  'digest-mismatch': () => 'run it again; if it stays, look for a proxy that changes what is sent',
  'repository-unknown': () => 'check the name of the repository; some registries want it created first',
} as const;

type StatusCode = keyof typeof FIXES;

/**
 * What is sent has the digest in its address, so the registry got something else; or, seen with distribution 2.8, it
 * read a link of its own while another upload of the same blob was writing it. Both pass.
 */
const isDigestRefused = (status: number, said: string): boolean =>
  status === 400 && said.startsWith('DIGEST_INVALID');

function codeOf(status: number, call: Call, said: string): StatusCode {
  if (isDigestRefused(status, said)) return 'digest-mismatch';
  if (said.startsWith('MANIFEST_BLOB_UNKNOWN')) return 'blob-unknown';
  if (status === 401) return 'registry-unauthorized';
  if (status === 403) return 'registry-forbidden';
  if (status === 404) return call.unknown;
  if (status === 429) return 'registry-rate-limited';
  return status >= 500 ? 'registry-server-error' : 'registry-refused';
}

/** `CODE: message` of the distribution API's error document, or the start of whatever was answered instead. */
export function parseErrorText(text: string): string {
  try {
    const { errors } = JSON.parse(text) as { errors?: { code?: unknown; message?: unknown }[] };
    const [first] = Array.isArray(errors) ? errors : [];
    if (first) return oneLine(`${String(first.code)}: ${String(first.message)}`);
  } catch {
    // not the API's error document: a proxy's page
  }
  return oneLine(text.replace(/<[^>]{0,500}>/g, ' '));
}

/** The failure that an unexpected status stands for. Reads the answer's body. */
export async function statusFailure(response: Answer, call: Call, now: number): Promise<RegistryError> {
  const where = formatWhere(call.method, call.url);
  const body = await readDocument(response, where).catch(() => new Uint8Array());
  const said = parseErrorText(new TextDecoder().decode(body.subarray(0, 4096)));
  const code = codeOf(response.status, call, said);
  const what = `the registry answered ${response.status}${said ? ` (${said})` : ''}`;
  const retryAfterMs = parseRetryAfter(response.headers.get('retry-after'), now);
  const retryable = RETRYABLE.has(response.status) || code === 'digest-mismatch';
  const problem = { code, where, what, fix: FIXES[code](call.host) };
  return new RegistryError(problem, { retryable, retryAfterMs });
}

/** These do not pass by waiting: no such name, or a certificate that is not trusted. */
const LASTING = /^(?:ENOTFOUND|CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

function systemCode(error: unknown): string {
  for (let cause = error, depth = 0; cause instanceof Error && depth < 5; cause = cause.cause, depth++) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (typeof code === 'string') return code;
  }
  return error instanceof Error ? error.message : String(error);
}

function networkProblem(error: unknown, call: Call, answered: boolean): Problem {
  const where = formatWhere(call.method, call.url);
  const reason = oneLine(systemCode(error), 80);
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    const fix = `check the network to ${call.host}, or run it again when the registry is less busy`;
    return {
      code: 'registry-timeout',
      where,
      what: `the registry took too long: ${oneLine(error.message)}`,
      fix,
    };
  }
  if (call.method === 'PUT' && call.transfer) {
    const fix = 'run it again; nothing refers to the unfinished upload';
    return { code: 'upload-cut', where, what: `the upload was cut (${reason})`, fix };
  }
  if (answered)
    return { code: 'download-cut', where, what: `the answer was cut (${reason})`, fix: 'run it again' };
  const fix = `check that ${call.host} is the right name and reachable from here (proxy, firewall, registry process)`;
  return { code: 'registry-unreachable', where, what: `no connection to the registry (${reason})`, fix };
}

/** What fetch, or reading its answer, threw. Problems pass unchanged. */
export function networkFailure(error: unknown, call: Call, answered: boolean): Error {
  if (error instanceof ProblemError) return error;
  const retryable = !LASTING.test(systemCode(error));
  return new RegistryError(networkProblem(error, call, answered), { retryable }, { cause: error });
}
