import { Service, type Standard } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { stacks } from '../../../../templates/registry';
import { serviceProject } from './project';

const standard = { name: '@org/ci-standard', stacks } as unknown as Standard;
const shared = {
  root: '/w',
  workspace: undefined,
  standard,
  standards: undefined,
  packages: [],
  rules: undefined,
  folders: [],
  problems: [],
};
const inferred = (more: object) =>
  serviceProject(
    Service.parse({ name: 'legacy', stack: 'node-service', port: 3000, ...more }),
    'apps/legacy',
    shared,
  );

describe('an adopted program', () => {
  it('whose manifest does not say how it starts has targets that fail with that', () => {
    const { project, problems } = inferred({});
    expect(problems).toMatchObject([{ code: 'application-missing', where: 'apps/legacy/service.yaml' }]);
    expect(project.targets?.image?.executor).toBe('@org/ci:invalid');
  });

  it('has the targets of the pipeline, and keeps its own of everything else', () => {
    const { project, problems } = inferred({ application: { main: 'server.js' } });
    expect(problems).toEqual([]);
    expect(Object.keys(project.targets ?? {}).sort()).toEqual([
      'image',
      'promote',
      'publish',
      'scan',
      'size',
      'smoke',
    ]);
  });
});
