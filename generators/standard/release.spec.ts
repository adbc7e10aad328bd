import { describe, expect, it } from 'vitest';
import { planRelease } from './release';

const project = '@acme/ci-standard';
const added = { packageName: project, directory: 'packages/ci-standard' };

describe('planRelease', () => {
  it.each<[string, Parameters<typeof planRelease>[0]]>([
    ['there is nothing', undefined],
    ['it is empty', {}],
    ['there are groups', { groups: { apps: { projects: ['apps/*'] } } }],
    ['there are groups with common settings', { git: { commit: false }, groups: {} }],
  ])('adds a group where %s, and changes nothing else', (_, before) => {
    const { release, problems } = planRelease(before, added);
    expect(problems).toEqual([]);
    expect(release).toMatchObject({ ...before, groups: before?.groups ?? {} });
    expect(release?.groups?.['ci-standard']).toMatchObject({ projects: [project], changelog: false });
  });
  it.each<[string, Parameters<typeof planRelease>[0]]>([
    ['a list of projects: Nx would refuse both', { projects: ['packages/*'] }],
    ['settings of all projects, which a group would leave out', { changelog: { projectChangelogs: true } }],
    ['a group of that name', { groups: { 'ci-standard': { projects: ['mine'] } } }],
  ])('leaves %s alone, and says what is missing', (_, before) => {
    const { release, problems } = planRelease(before, added);
    expect(release).toBe(before);
    expect(problems).toEqual([expect.objectContaining({ fix: expect.stringContaining(project) as string })]);
  });
});
