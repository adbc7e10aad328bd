import {
  computeTags,
  namedTag,
  unwrap,
  type ImageReceipt,
  type SourceFacts,
  type Tag,
  type Workspace,
} from '@org/ci-core';
import type { PublishOptions } from './options';
import { tagPolicy } from './policy';

/** What to publish under which names. */
export interface Names {
  readonly tags: readonly Tag[];
  /** As ci.yaml names them; those that the image was not built into receive copies. */
  readonly registries: readonly string[];
}

/** The names, and who brings a digest back that its registry has lost. */
export interface Publication extends Names {
  readonly ensure: (receipt: ImageReceipt) => Promise<void>;
}

function withNamed(tags: readonly Tag[], name: string | undefined, reserved: readonly string[]): Tag[] {
  if (name === undefined || tags.some((tag) => tag.name === name)) return [...tags];
  return [...tags, unwrap(namedTag(name, reserved))];
}

/** Pure: the names of a publication. Code: tag-reserved. */
export function planNames(options: PublishOptions, workspace: Workspace, facts: SourceFacts): Names {
  const policy = tagPolicy(workspace);
  const tags = computeTags(facts, policy, options.releaseVersion);
  return {
    tags: withNamed(tags, options.tag, policy.reserved),
    registries: [workspace.registry, ...(options.registries ?? workspace.registries)],
  };
}
