import type { CredentialSource } from './credentials';

/** What logging in to a registry needs of the world. */
export interface AuthSurroundings {
  readonly credentials: CredentialSource;
  readonly fetch: typeof globalThis.fetch;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** A token must have come within this, in milliseconds. */
  readonly requestMs: number;
  /** Undefined where nothing interrupts. */
  readonly signal: AbortSignal | undefined;
}
