import type { Problem } from '../problem/problem';
import type { Tag } from './tag';

/** What becomes of a tag: it is there already, it is new, or it leaves another digest. */
export interface TagMove {
  readonly tag: string;
  readonly change: 'kept' | 'created' | 'moved';
  readonly from?: string;
}

export interface TagPlan {
  readonly moves: readonly TagMove[];
  readonly problems: readonly Problem[];
}

function moveOf(tag: Tag, current: string | undefined, digest: string): TagMove {
  if (current === undefined) return { tag: tag.name, change: 'created' };
  if (current === digest) return { tag: tag.name, change: 'kept' };
  return { tag: tag.name, change: 'moved', from: current };
}

/** Pure: tags, where they point now and where they shall point → what changes, or what must not. */
export function planTags(
  tags: readonly Tag[],
  current: ReadonlyMap<string, string>,
  digest: string,
  repository: string,
): TagPlan {
  const moves = tags.map((tag) => moveOf(tag, current.get(tag.name), digest));
  const problems = tags.flatMap((tag, index): Problem[] => {
    const move = moves[index];
    if (tag.moving || move?.change !== 'moved') return [];
    return [
      {
        code: 'tag-taken',
        where: `${repository}:${tag.name}`,
        what: `names ${move.from ?? ''} already and shall not move to ${digest}`,
        fix: 'publish from a new commit or under a new version; a tag of a commit or a version names one digest for ever',
      },
    ];
  });
  return { moves, problems };
}
