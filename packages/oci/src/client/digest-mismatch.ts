import { RegistryError } from '../http/registry-error';

/** Bytes that are not what their digest says. Retried: a proxy may have cut them; code `digest-mismatch`. */
export function digestMismatch(where: string, expected: string, actual: string): RegistryError {
  const what = `the digest is ${actual}, expected ${expected}`;
  const fix = 'do not use this image; look for a broken proxy or mirror between here and the registry';
  return new RegistryError({ code: 'digest-mismatch', where, what, fix }, { retryable: true });
}
