import type { ImageReceipt } from '@org/ci-core';
import { isLoopback } from '@org/ci-oci';
import type { ScanTarget } from '@org/ci-toolchain';

/** Every platform of the image, by the digest of its own manifest: a tag or an index could answer with another. */
export const targetsOf = ({ repository, platforms }: ImageReceipt): ScanTarget[] =>
  platforms.map(({ platform, digest }) => ({
    reference: `${repository}@${digest}`,
    platform,
    insecure: isLoopback(repository.split('/')[0] ?? ''),
  }));

/** Whether a lock file (npm, pnpm, uv or pip) has packages that a scanner must see. */
export const hasPackages = (lock: string): boolean =>
  /"node_modules\/|^packages:|^source = \{ (?:registry|git|url) =|^[\w.-]+(?:\[[^\]]*\])?==/m.test(lock);
