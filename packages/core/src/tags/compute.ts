import { branchTag } from './branch';
import { versionTag, type Tag } from './tag';

/** What is known about the source. What is unknown gives no tags: nothing is made up. */
export interface SourceFacts {
  /** Full commit id: 40 or 64 hexadecimal digits. */
  readonly sha?: string | undefined;
  readonly branch?: string | undefined;
  /** Number of the pull request: it takes the branch's place, and is never the main branch, whatever it is called. */
  readonly pullRequest?: number | undefined;
  /** Time of the commit, in seconds since 1970: publishing again later gives the same tag. */
  readonly commitTime?: number | undefined;
  /** Files differ from the commit: then no tag names the commit, and latest stays where it is. */
  readonly dirty: boolean;
}

export interface TagPolicy {
  readonly prefixes: readonly string[];
  readonly timestamp: boolean;
  readonly mainBranch: string;
  /** Words that no branch may take: the environments' names, which are tags of promotions. */
  readonly reserved: readonly string[];
}

const fixed = (...parts: readonly string[]): Tag => ({ name: parts.join('-'), moving: false });
const moving = (...parts: readonly string[]): Tag => ({ name: parts.join('-'), moving: true });

/** `20261121050420`, UTC. */
const formatTimestamp = (seconds: number): string =>
  new Date(seconds * 1000).toISOString().replace(/\D/g, '').slice(0, 14);

interface Words {
  readonly sha: string | undefined;
  readonly branch: string | undefined;
  readonly version: string | undefined;
  readonly timestamp: string | undefined;
  readonly isMain: boolean;
}

const maxTag = 128;
/** Of a SHA-256 repository's commit ids the first 160 bits, which are unique as well. */
const maxSha = 40;

/** What `<prefix>-<branch>-<sha>` leaves to the branch. */
function maxBranch(prefixes: readonly string[]): number {
  const longest = Math.max(0, ...prefixes.map((prefix) => prefix.length));
  return longest === 0 ? maxTag : maxTag - longest - maxSha - 2;
}

function branchOf(
  { branch, pullRequest }: SourceFacts,
  { prefixes, reserved }: TagPolicy,
): string | undefined {
  if (pullRequest !== undefined) return `pr-${pullRequest}`;
  return branch === undefined
    ? undefined
    : branchTag(branch, [...prefixes, ...reserved], maxBranch(prefixes));
}

/** What names the commit: not where files differ from it. */
function commitOf(facts: SourceFacts, policy: TagPolicy): Pick<Words, 'sha' | 'timestamp' | 'isMain'> {
  const { sha, commitTime, dirty, pullRequest, branch } = facts;
  if (dirty) return { sha: undefined, timestamp: undefined, isMain: false };
  return {
    sha: sha?.toLowerCase().slice(0, maxSha),
    timestamp: policy.timestamp && commitTime !== undefined ? formatTimestamp(commitTime) : undefined,
    isMain: pullRequest === undefined && branch === policy.mainBranch,
  };
}

const wordsOf = (facts: SourceFacts, policy: TagPolicy, version: string | undefined): Words => ({
  ...commitOf(facts, policy),
  branch: branchOf(facts, policy),
  version: version === undefined ? undefined : versionTag(version),
});

function prefixed(prefix: string, { sha, branch, version, timestamp, isMain }: Words): Tag[] {
  return [
    ...(sha ? [fixed(prefix, sha)] : []),
    ...(branch ? [moving(prefix, branch)] : []),
    ...(branch && sha ? [fixed(prefix, branch, sha)] : []),
    ...(timestamp ? [moving(prefix, timestamp)] : []),
    ...(version && sha ? [fixed(prefix, version, sha)] : []),
    ...(isMain ? [moving(prefix, 'latest')] : []),
  ];
}

const plain = ({ sha, branch, version, timestamp, isMain }: Words): Tag[] => [
  ...(version ? [fixed(version)] : []),
  ...(branch ? [moving(branch)] : []),
  ...(sha ? [fixed(sha)] : []),
  ...(timestamp ? [moving(timestamp)] : []),
  ...(isMain ? [moving('latest')] : []),
];

/** Every tag once; where two kinds give the same name, the one that must not move wins. */
function distinct(tags: readonly Tag[]): Tag[] {
  const byName = new Map<string, Tag>();
  for (const tag of tags) {
    const known = byName.get(tag.name);
    byName.set(tag.name, known ? { name: tag.name, moving: known.moving && tag.moving } : tag);
  }
  return [...byName.values()];
}

/**
 * Tags of a publication: plain ones, then those of each prefix. Timestamps have a resolution of a second, so that two
 * commits can share one: they may move.
 */
export function computeTags(facts: SourceFacts, policy: TagPolicy, version?: string): Tag[] {
  const words = wordsOf(facts, policy, version);
  return distinct([...plain(words), ...policy.prefixes.flatMap((prefix) => prefixed(prefix, words))]);
}

/** Tags of a version only: what a release adds to a digest that is published already. */
export function computeVersionTags(facts: SourceFacts, policy: TagPolicy, version: string): Tag[] {
  const words = {
    ...wordsOf(facts, policy, version),
    branch: undefined,
    timestamp: undefined,
    isMain: false,
  };
  const { sha } = words;
  const tag = versionTag(version);
  return distinct([fixed(tag), ...(sha ? policy.prefixes.map((prefix) => fixed(prefix, tag, sha)) : [])]);
}
