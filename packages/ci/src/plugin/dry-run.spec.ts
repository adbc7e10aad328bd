import type { PreTasksExecution } from '@nx/devkit';
import { dryRunVariable, parseService, unwrap } from '@org/ci-core';
import { standard } from '@org/ci-standard';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { preTasksExecution } from '../plugin';
import { architectureVariable } from './architecture';
import { pipelineTargets } from './pipeline-targets';

type Context = Parameters<PreTasksExecution>[1];

describe('a dry run', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it.each([
    [['run', 'shop:publish', '--dryRun'], 'id-of-the-run'],
    [['affected', '-t', 'publish', '--dry-run'], 'id-of-the-run'],
    [['run', 'shop:publish', '--dryRun=false'], undefined],
    [['run', 'shop:publish'], undefined],
  ])('is told to every task of the run: %j', async (argv, expected) => {
    vi.stubEnv(dryRunVariable, undefined);
    vi.stubEnv(architectureVariable, undefined);
    await preTasksExecution(undefined, { argv, id: 'id-of-the-run' } as unknown as Context);
    expect(process.env[dryRunVariable]).toBe(expected);
  });

  it('is in the hash of all that Nx caches, so that its results are nobody else’s', () => {
    const service = unwrap(parseService('name: shop\nstack: node-api\nport: 3000\n', 'service.yaml'));
    const [stack] = standard.stacks;
    if (!stack) throw new Error('the standard has a stack');
    const shared = {
      workspace: undefined,
      standard,
      root: '/',
      standards: undefined,
      packages: [],
      rules: undefined,
      folders: [],
      problems: [],
    };
    // the hash of publish is its hasher's, which sees to the same
    const targets = Object.entries(pipelineTargets(service, stack, shared, [])).filter(
      ([name, { cache }]) => cache && name !== 'publish',
    );
    expect(targets.map(([name]) => name).sort()).toEqual(['image', 'scan', 'size', 'smoke']);
    for (const [name, { inputs }] of targets) expect(inputs, name).toContainEqual({ env: dryRunVariable });
  });
});
