import type { ProjectGraph } from '@nx/devkit';
import { recordRuns } from '@org/ci-toolchain';
import { afterEach, expect, it, vi } from 'vitest';
import { sourceFacts } from './source';

const sha = 'a'.repeat(40);
const graph = () => ({ nodes: {}, dependencies: {} }) as unknown as ProjectGraph;
afterEach(() => {
  vi.unstubAllEnvs();
});

it('only what a promotion or sync writes is no difference from the commit', async () => {
  vi.stubEnv('GITHUB_ACTIONS', '');
  const { run, commands } = recordRuns(({ args }) => {
    if (args[0] === 'log') return { stdout: `${sha} 1\n` };
    return { stdout: args[0] === 'status' ? ' M libs/k8s/src/client.ts\n' : 'main\n' };
  });
  expect(
    await sourceFacts({ root: '/w', graph: graph(), run, signal: new AbortController().signal }),
  ).toMatchObject({ sha, dirty: true });
  const status = commands.find(({ args }) => args[0] === 'status');
  expect(status?.args.slice(-2)).toEqual([':(exclude,glob)**/k8s/overlays/**', ':(exclude,glob).ci/**']);
});
