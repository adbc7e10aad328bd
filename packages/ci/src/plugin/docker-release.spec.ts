import { parseWorkspace, unwrap } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { releasesDocker, withDockerRelease } from './docker-release';

const workspace = unwrap(
  parseWorkspace(
    'standard: { name: a, version: 1.0.0 }\nregistry: r.io/acme\nenvironments: [{ name: staging }]\n',
    'ci.yaml',
  ),
);

describe('releasesDocker', () => {
  it.each([
    [undefined, false],
    [{}, false],
    [{ projects: ['a'] }, false],
    [{ docker: {} }, true],
    [{ docker: true as const }, true],
    [{ groups: { a: { projects: ['a'] } } }, false],
    [{ groups: { a: { projects: ['a'], docker: true as const } } }, true],
  ])('%j: %s', (release, expected) => {
    expect(releasesDocker(release)).toBe(expected);
  });
});

describe('withDockerRelease', () => {
  it('lets nx release see a docker project whose publication is ours', () => {
    const project = withDockerRelease(
      { name: 'payments', root: 'apps/p', targets: { image: {} } },
      workspace,
    );
    expect(project.release).toEqual({
      docker: { repositoryName: 'payments', registryUrl: 'r.io/acme', skipVersionActions: true },
    });
    expect(project.targets?.['nx-release-publish']?.executor).toBe('@org/ci:release-publish');
    expect(project.targets?.['release-image']?.metadata?.technologies).toEqual(['docker']);
  });
  it('leaves a project without an image alone', () => {
    const project = { name: 'ci', root: '.ci', targets: {} };
    expect(withDockerRelease(project, workspace)).toBe(project);
  });
});
