import type { ExecutorContext } from '@nx/devkit';
import { describe, expect, it } from 'vitest';
import { formatDryRun } from './dry-run';

type Context = Pick<ExecutorContext, 'projectGraph' | 'taskGraph'>;

const targets = {
  image: { executor: '@org/ci:image' },
  publish: { executor: '@org/ci:publish' },
  build: { executor: 'nx:run-commands' },
  codegen: { executor: 'nx:run-commands' },
};
const task = (target: string, cache: boolean) => ({ target: { project: 'a', target }, cache });
const context = {
  projectGraph: { nodes: { a: { data: { root: 'a', targets } } }, dependencies: {} },
  taskGraph: {
    tasks: {
      'a:publish': task('publish', false),
      'a:image': task('image', true),
      'a:build': task('build', true),
      'a:codegen': task('codegen', true),
    },
    dependencies: { 'a:publish': ['a:image', 'a:build'], 'a:image': [], 'a:build': ['a:codegen'] },
  },
} as unknown as Context;

describe('the end of a dry run', () => {
  it('names the tasks before it that know no dry run, and the way without them', () => {
    expect(formatDryRun('a:publish', context)).toEqual([
      'dry run: nothing was changed',
      '  but Nx ran a:build, a:codegen, or took them from its cache: --excludeTaskDependencies leaves them out',
    ]);
  });

  it('explains what Nx says where a result is kept out of its cache', () => {
    expect(formatDryRun('a:image', context)).toEqual([
      'dry run: nothing was changed',
      expect.stringContaining('existing outputs match the cache'),
    ]);
  });

  it('needs no graph of tasks', () => {
    expect(formatDryRun('a:image', { projectGraph: context.projectGraph })).toEqual([
      'dry run: nothing was changed',
    ]);
  });
});
