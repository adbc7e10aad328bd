import type { ProjectGraph } from '@nx/devkit';
import type { SourceFacts } from '@org/ci-core';
import {
  askGit,
  gitBranch,
  gitHead,
  gitStatus,
  isClean,
  parseBranch,
  parseCiRef,
  parseCommit,
  type Runner,
} from '@org/ci-toolchain';

/** Written by promotions and by sync, and in no image. Not all of k8s: a library may be called so. */
const notSource = ['**/k8s/overlays/**', '.ci/**'];

interface Where {
  readonly root: string;
  readonly graph: ProjectGraph;
  readonly run: Runner;
  readonly signal: AbortSignal;
}

async function read({ root, ...asking }: Where): Promise<SourceFacts> {
  const ref = parseCiRef(process.env);
  const [head, branchName, status] = await Promise.all([
    askGit(asking, gitHead(root)),
    ref ? undefined : askGit(asking, gitBranch(root)),
    askGit(asking, gitStatus(root, notSource)),
  ]);
  const commit = parseCommit(head ?? '');
  if (!commit) return { dirty: true, ...ref };
  const branch = parseBranch(branchName ?? '');
  return {
    sha: commit.sha,
    commitTime: commit.time,
    dirty: status === undefined || !isClean(status),
    ...(ref ?? (branch === undefined ? {} : { branch })),
  };
}

const known = new WeakMap<ProjectGraph, Promise<SourceFacts>>();

/** Commit, branch or pull request: git's answer, or the CI system's where one is. Asked once for all tasks. */
export function sourceFacts(where: Where): Promise<SourceFacts> {
  const facts = known.get(where.graph) ?? read(where);
  known.set(where.graph, facts);
  return facts;
}
