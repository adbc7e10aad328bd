import { expect, it } from 'vitest';
import type { Lock, LockPlan } from '@org/ci-core';
import { createWorkspace } from '../testing/workspace';
import { applyPlans } from './apply-plans';

const standard = { name: '@acme/ci-standard', version: '1.0.0' };
const lock: Lock = { schema: 1, standard, files: {}, pending: [] };

const planOf = (service: string): LockPlan => ({
  service,
  path: `.ci/lock/${service}.json`,
  lock,
  before: undefined,
  writes: [{ path: `apps/${service}/new`, text: 'new\n' }],
  deletes: [`apps/${service}/old`, `apps/${service}/never-there`],
  findings: [],
  outcomes: [],
  problems: [],
});

it('what goes, goes first: every deletion looks through all that the tree has recorded', () => {
  const workspace = createWorkspace({
    'apps/a/old': 'a\n',
    'apps/b/old': 'b\n',
    'apps/a/x': '',
    'apps/b/x': '',
  });
  const tree = workspace.tree();
  const changed = applyPlans(tree, [planOf('a'), planOf('b')]);
  expect(tree.listChanges().map(({ type, path }) => `${type} ${path}`)).toEqual([
    'DELETE apps/a/old',
    'DELETE apps/b/old',
    'CREATE apps/a/new',
    'CREATE .ci/lock/a.json',
    'CREATE apps/b/new',
    'CREATE .ci/lock/b.json',
  ]);
  expect(changed.sort()).toEqual(['apps/a/new', 'apps/a/old', 'apps/b/new', 'apps/b/old']);
});

it('a lock that is the one that was read is not written', () => {
  const workspace = createWorkspace();
  const tree = workspace.tree();
  applyPlans(tree, [{ ...planOf('a'), before: lock, lock, writes: [], deletes: [] }]);
  expect(tree.listChanges()).toEqual([]);
});
