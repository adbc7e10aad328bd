import { Service } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { acmeStandard } from '../../../../templates/testing/acme';
import { serviceProject } from './project';

const shared = {
  root: '/w',
  workspace: undefined,
  standard: acmeStandard(),
  standards: undefined,
  packages: [],
  rules: undefined,
  folders: [],
  problems: [],
};
const inferred = (more: object) =>
  serviceProject(
    Service.parse({ name: 'visits', stack: 'go-api', port: 3000, database: 'none', cache: 'redis', ...more }),
    'apps/visits',
    shared,
  );

describe('a stack of another package', () => {
  it('has its own targets and those of the pipeline', () => {
    const { project, problems } = inferred({ processes: ['worker'] });
    expect(problems).toEqual([]);
    expect(project.targets?.build).toMatchObject({ cache: true, outputs: ['{projectRoot}/dist'] });
    expect(Object.keys(project.targets ?? {})).toEqual(
      expect.arrayContaining(['build', 'test', 'image', 'smoke', 'size', 'scan', 'publish', 'promote']),
    );
    expect(JSON.stringify(project.targets?.image?.inputs)).toContain('_test.go');
  });

  it('refuses what it does not accept', () => {
    const { problems } = inferred({ cache: 'memcached', processes: ['worke'] });
    expect(problems.map(({ code }) => code).sort()).toEqual(['process-unknown', 'stack-refuses']);
    expect(problems.map(({ fix }) => fix).join()).toContain('worker');
  });
});
