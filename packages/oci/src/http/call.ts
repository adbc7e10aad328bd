import type { Repository } from '../reference/reference';
import { registryBase } from '../reference/registry-host';

export type Body = Uint8Array | AsyncIterable<Uint8Array>;

/** One request of the distribution API, as a value. */
export interface Call {
  /** The registry, as in a reference. */
  readonly host: string;
  readonly method: 'GET' | 'HEAD' | 'PUT' | 'POST' | 'DELETE';
  readonly url: URL;
  /** `repository:NAME:pull` or `repository:NAME:pull,push`, as token servers understand them. */
  readonly scopes: readonly string[];
  readonly headers?: Readonly<Record<string, string>>;
  /** Made anew for every time that the request is sent. */
  readonly body?: () => Body;
  /** Statuses that are answers; every other one is a failure. */
  readonly expect: readonly number[];
  /** The code of the problem that 404 stands for. */
  readonly unknown: 'manifest-unknown' | 'blob-unknown' | 'repository-unknown';
  /** A blob may take as long as it likes while bytes keep flowing; every other request has a time limit. */
  readonly transfer?: boolean;
}

/** `<base>/v2/<repository>/<path>`. */
export const apiUrl = ({ host, repository }: Repository, path: string): URL =>
  new URL(`${registryBase(host)}/v2/${repository}/${path}`);

export const pullScope = ({ repository }: Repository): string => `repository:${repository}:pull`;
export const pushScope = ({ repository }: Repository): string => `repository:${repository}:pull,push`;

/** A URL fit for a message: no credentials, no query (upload sessions and tokens live there). */
export const formatWhere = (method: string, url: URL): string => `${method} ${url.origin}${url.pathname}`;
