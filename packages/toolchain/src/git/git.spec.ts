import { describe, expect, it } from 'vitest';
import { parseCiRef } from './ci-ref';
import { gitStatus } from './commands';
import { isClean, parseBranch, parseCommit } from './parse';

describe('parseCiRef', () => {
  const github = { GITHUB_ACTIONS: 'true' };
  it.each<[string, Record<string, string>, unknown]>([
    ['no CI', {}, undefined],
    [
      'a push',
      { ...github, GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'a/b', GITHUB_REF: 'refs/heads/a/b' },
      { branch: 'a/b' },
    ],
    ['a tag', { ...github, GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1', GITHUB_REF: 'refs/tags/v1' }, {}],
    [
      'a pull request from a branch called main',
      {
        ...github,
        GITHUB_REF: 'refs/pull/12/merge',
        GITHUB_HEAD_REF: 'main',
        GITHUB_REF_TYPE: 'branch',
        GITHUB_REF_NAME: '12/merge',
      },
      { pullRequest: 12 },
    ],
    ['GitLab', { GITLAB_CI: 'true', CI_COMMIT_BRANCH: 'main' }, { branch: 'main' }],
    ['a merge request', { GITLAB_CI: 'true', CI_MERGE_REQUEST_IID: '7' }, { pullRequest: 7 }],
    ['Azure', { TF_BUILD: 'True', BUILD_SOURCEBRANCH: 'refs/heads/x' }, { branch: 'x' }],
    ['Azure with a tag', { TF_BUILD: 'True', BUILD_SOURCEBRANCH: 'refs/tags/x' }, {}],
    ['Jenkins', { JENKINS_URL: 'https://j', GIT_BRANCH: 'origin/main' }, { branch: 'main' }],
    [
      'Buildkite without a pull request',
      { BUILDKITE: 'true', BUILDKITE_PULL_REQUEST: 'false', BUILDKITE_BRANCH: 'm' },
      { branch: 'm' },
    ],
  ])('%s', (_, environment, expected) => {
    expect(parseCiRef(environment)).toEqual(expected);
  });
});

describe('git', () => {
  it('reads commits of both kinds and nothing else', () => {
    expect(parseCommit(`${'a'.repeat(40)} 1795237460\n`)).toEqual({
      sha: 'a'.repeat(40),
      time: 1_795_237_460,
    });
    expect(parseCommit(`${'a'.repeat(64)} 1\n`)?.sha).toHaveLength(64);
    expect(parseCommit('fatal: not a git repository\n')).toBeUndefined();
  });
  it('reads branch and status', () => {
    expect([parseBranch('main\n'), parseBranch('\n'), isClean(''), isClean(' M a\n')]).toEqual([
      'main',
      undefined,
      true,
      false,
    ]);
  });
  it('leaves globs to git and never to a shell', () => {
    expect(gitStatus('/w', ['**/k8s/**']).args.slice(-2)).toEqual(['.', ':(exclude,glob)**/k8s/**']);
  });
});
