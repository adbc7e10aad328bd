import type { FileOwners } from '../manifest/file-owners';

/** Why a generated file is its user's, and the last day (UTC) on which that is as it should be. */
export interface Ejection {
  readonly reason: string;
  readonly until?: string;
}

/** `k8s/base/x.yaml` of a manifest in `apps/a` is `apps/a/k8s/base/x.yaml`; the root's folder is empty. */
export const inDirectory = (directory: string, path: string): string =>
  directory === '' ? path : `${directory}/${path}`;

/**
 * Generated files that a manifest takes out of the standard's hands, by path from the workspace's root: they are never
 * written again.
 * @param directory folder of the manifest, POSIX, from the workspace's root; empty: the root
 */
export const ejectedFiles = (
  { files = {} }: { readonly files?: FileOwners | undefined },
  directory: string,
): ReadonlyMap<string, Ejection> =>
  new Map(
    Object.entries(files).flatMap(([path, { owner, reason = '', until }]) =>
      owner === 'standard'
        ? []
        : [[inDirectory(directory, path), { reason, ...(until !== undefined && { until }) }] as const],
    ),
  );
