import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ImageReceipt, receiptPath, type ReceiptKind } from '@org/ci-core';
import { expect } from 'vitest';
import { leftovers } from './leftovers.js';
import { must } from './must.js';
import { hasDigest, tagsOf } from './registry.js';
import type { Ran, Sandbox } from './sandbox.js';

/** Tags that people use; without those under which registries without a referrers API list what is attached. */
export const namedTags = async (repository: string): Promise<string[]> =>
  (await tagsOf(repository)).filter((tag) => !tag.startsWith('sha256-'));

/** `image` of one service, never from Nx's cache, and what it must or must not leave. */
export interface ImageTask {
  /** Into that registry, or ci.yaml's. */
  run(registry?: string, env?: Record<string, string>): Promise<Ran>;
  has(kind: ReceiptKind): boolean;
  receipt(): Promise<ImageReceipt>;
  /** It failed: no receipt, no tag. */
  expectNothing(registry: string): Promise<void>;
  /** It did its job: an image under the receipt's digest, and nothing beside it. */
  expectImage(ran: Ran, registry: string): Promise<void>;
}

/** `behind` names the true registry where an address is a proxy's. */
export function imageTask(
  workspace: Sandbox,
  service: string,
  behind: (registry: string) => string,
): ImageTask {
  const has: ImageTask['has'] = (kind) => existsSync(join(workspace.root, receiptPath(service, kind)));
  const receipt: ImageTask['receipt'] = async () =>
    ImageReceipt.parse(JSON.parse(await workspace.read(receiptPath(service, 'image'))));
  const repositoryIn = (registry: string): string => `${behind(registry)}/${service}`;
  return {
    has,
    receipt,
    run: (registry, env = {}) => {
      const options = registry === undefined ? [] : [`--registry=${registry}`];
      return workspace.nx(['run', `${service}:image`, '--skip-nx-cache', ...options], { env });
    },
    expectNothing: async (registry) => {
      expect(has('image')).toBe(false);
      expect(await namedTags(repositoryIn(registry))).toEqual([]);
    },
    expectImage: async (ran, registry) => {
      must(ran, `nx run ${service}:image`);
      const { digest, repository } = await receipt();
      expect(repository).toBe(`${registry}/${service}`);
      expect(await hasDigest(repositoryIn(registry), digest)).toBe(true);
      expect(await leftovers(workspace, service)).toEqual([]);
    },
  };
}
