import { ok, type Result } from '@org/ci-core';
import { formatReference, parseReference, type Reference } from './reference';

/** Registry host → `host[:port][/prefix]` that serves the same repositories below the prefix. */
export type Mirrors = Readonly<Record<string, string>>;

/** The same reference at its host's mirror; unchanged where the host has none. Problems name a malformed mirror. */
export function mirrorReference(reference: Reference, mirrors: Mirrors): Result<Reference> {
  const { host, ...rest } = reference;
  const mirror = Object.hasOwn(mirrors, host) ? mirrors[host] : undefined;
  return mirror === undefined ? ok(reference) : parseReference(formatReference({ ...rest, host: mirror }));
}
