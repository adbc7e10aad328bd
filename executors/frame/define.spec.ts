import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { ProblemError } from '@org/ci-core';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { defineExecutor } from './define';
import { writeReceipt } from './receipt';
import { standardFiles, workspaceYaml, writeFolder } from './testing/workspace';

const manifest = (name: string, more = ''): string => `name: ${name}\nstack: node-api\nport: 3000\n${more}`;
let root: string;

beforeEach(async () => {
  root = await writeFolder({
    ...standardFiles,
    'package.json': '{}',
    'ci.yaml': workspaceYaml('127.0.0.1:5000'),
    'apps/a/service.yaml': manifest('a'),
    'apps/b/service.yaml': manifest('b'),
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  await rm(root, { recursive: true });
});

const context = (projectName?: string): ExecutorContext =>
  ({
    root,
    projectName,
    targetName: 'greet',
    projectGraph: {
      nodes: { a: { data: { root: 'apps/a' } }, b: { data: { root: 'apps/b' } } },
      dependencies: {},
    },
  }) as unknown as ExecutorContext;

function listen(): { out: () => string; err: () => string } {
  const text = (name: 'stdout' | 'stderr') => {
    const spy = vi.spyOn(process[name], 'write').mockReturnValue(true);
    return () => spy.mock.calls.map(([chunk]) => String(chunk)).join('');
  };
  return { out: text('stdout'), err: text('stderr') };
}

const greet = defineExecutor({
  name: 'greet',
  receipt: 'size',
  options: z.object({ times: z.int().default(1), fail: z.boolean().default(false) }),
  async run(task) {
    task.progress('working');
    if (task.options.fail) throw new ProblemError({ code: 'x', where: 'w', what: 'no', fix: 'yes' });
    task.say(
      `${task.service.name} ${task.options.times} ${task.directory} ${task.standard.version} ${task.dryRun}`,
    );
    await writeReceipt(task.root, `dist/ci/${task.service.name}/size.json`, {});
  },
});

describe('a single task', () => {
  it('gets options with defaults, the manifests and the standard', async () => {
    const heard = listen();
    expect(await greet.implementation({ __overrides_unparsed__: [] }, context('a'))).toEqual({
      success: true,
    });
    expect(heard.out()).toBe('a 1 apps/a 1.2.3 false\n');
    expect(heard.err()).toBe('working\n');
  });

  it('reports the problems of options, manifest and workspace file together, without a stack trace', async () => {
    const heard = listen();
    await writeFile(path.join(root, 'apps/a/service.yaml'), manifest('A_', 'prot: 1\n'));
    await writeFile(path.join(root, 'ci.yaml'), 'standard: 1\n');
    expect(await greet.implementation({ times: 'many' }, context('a'))).toEqual({ success: false });
    expect(heard.err()).toMatch(/a:greet › --times: expected number/);
    expect(heard.err()).toMatch(/apps\/a\/service\.yaml › name/);
    expect(heard.err()).toMatch(/apps\/a\/service\.yaml.*prot/);
    expect(heard.err()).toMatch(/ci\.yaml › registry/);
    expect(heard.err()).not.toMatch(/^\s+at /m);
  });

  it('names an unknown stack and a missing standard', async () => {
    const heard = listen();
    await writeFile(path.join(root, 'apps/a/service.yaml'), manifest('a').replace('node-api', 'cobol'));
    await greet.implementation({}, context('a'));
    expect(heard.err()).toMatch(/no stack cobol \[stack-unknown]\n {2}→ known: node-api/);
    await writeFile(path.join(root, 'ci.yaml'), workspaceYaml('r').replace('@acme/standard', '@acme/other'));
    await greet.implementation({}, context('a'));
    expect(heard.err()).toMatch(/\[standard-missing]/);
  });

  it('removes the old receipt first, but not in a dry run', async () => {
    listen();
    const file = path.join(root, 'dist/ci/a/size.json');
    await greet.implementation({}, context('a'));
    await greet.implementation({ fail: true, dryRun: true }, context('a'));
    expect(existsSync(file)).toBe(true);
    await greet.implementation({ fail: true }, context('a'));
    expect(existsSync(file)).toBe(false);
  });
});

describe('a batch', () => {
  it('keeps each task to itself', async () => {
    const heard = listen();
    const tasks = {
      'a:greet': { target: { project: 'a', target: 'greet' } },
      'b:greet': { target: { project: 'b', target: 'greet' } },
    };
    const taskGraph = { tasks, dependencies: {} } as unknown as TaskGraph;
    const options = { 'a:greet': { fail: true }, 'b:greet': { times: 2 } };
    const results: Record<string, unknown> = {};
    for await (const { task, result } of greet.batchImplementation(taskGraph, options, {}, context()))
      results[task] = result;
    expect(results).toMatchObject({
      'a:greet': { success: false, status: 'failure', terminalOutput: 'w: no [x]\n  → yes\n' },
      'b:greet': { success: true, status: 'success', terminalOutput: 'b 2 apps/b 1.2.3 false\n' },
    });
    expect(heard.err().split('\n').sort()).toEqual(['', 'a: working', 'b: working']);
    expect(heard.out()).toBe('');
  });

  it('takes the text that was typed where Nx made a number of it', async () => {
    listen();
    const seen: unknown[] = [];
    const tagging = defineExecutor({
      name: 'tagging',
      options: z.object({ tag: z.string() }),
      run: ({ options }) => Promise.resolve(void seen.push(options.tag)),
    });
    const overrides = { tag: 1.1, __overrides_unparsed__: ['--tag=1.10'] };
    const tasks = { 'a:greet': { target: { project: 'a', target: 'greet' }, overrides } };
    const taskGraph = { tasks, dependencies: {} } as unknown as TaskGraph;
    const batch = tagging.batchImplementation(taskGraph, { 'a:greet': { tag: 1.1 } }, {}, context());
    for await (const { result } of batch) expect(result.success).toBe(true);
    await tagging.implementation({ tag: 1.1 }, { ...context('a'), taskGraph });
    expect(seen).toEqual(['1.10', '1.10']);
  });

  /** How many of six tasks look and work at once. */
  async function mostAtOnce(): Promise<{ looking: number; working: number }> {
    const now = { looking: 0, working: 0 };
    const most = { looking: 0, working: 0 };
    const during = async (kind: 'looking' | 'working'): Promise<void> => {
      most[kind] = Math.max(most[kind], ++now[kind]);
      await new Promise((resolve) => setTimeout(resolve, 2));
      now[kind] -= 1;
    };
    const waiting = defineExecutor({
      name: 'waiting',
      width: 4,
      options: z.object({}),
      run: async ({ turn }) => {
        await during('looking');
        await turn(() => during('working'));
      },
    });
    const ids = Array.from({ length: 6 }, (_, index) => `a:greet-${index}`);
    const tasks = Object.fromEntries(ids.map((id) => [id, { target: { project: 'a' }, overrides: {} }]));
    const taskGraph = { tasks, dependencies: {} } as unknown as TaskGraph;
    const options = Object.fromEntries(ids.map((id) => [id, {}]));
    for await (const { result } of waiting.batchImplementation(taskGraph, options, {}, context()))
      expect(result.success).toBe(true);
    return most;
  }

  it.each(['1', '2'])(
    'looks as widely as the executor says, and works as Nx runs: %s at once',
    async (nx) => {
      listen();
      vi.stubEnv('NX_PARALLEL', nx);
      expect(await mostAtOnce()).toEqual({ looking: 4, working: Number(nx) });
    },
  );

  it('takes the signals while it runs and gives them back: Nx ends a batch with SIGTERM', async () => {
    listen();
    const count = (): number => process.listenerCount('SIGTERM');
    const before = count();
    let during = 0;
    const counting = defineExecutor({
      name: 'counting',
      options: z.object({}),
      run: () => Promise.resolve(void (during = count())),
    });
    const tasks = { 'a:greet': { target: { project: 'a', target: 'greet' } } };
    const taskGraph = { tasks, dependencies: {} } as unknown as TaskGraph;
    const batch = counting.batchImplementation(taskGraph, { 'a:greet': {} }, {}, context());
    for await (const { result } of batch) expect(result.success).toBe(true);
    expect([during, count()]).toEqual([before + 1, before]);
    await counting.implementation({}, context('a'));
    expect([during, count()]).toEqual([before + 1, before]);
  });

  it('begins nothing after an interruption, which one Ctrl-C may tell of twice', async () => {
    listen();
    const exit = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
    const begun: string[] = [];
    const slow = defineExecutor({
      name: 'slow',
      options: z.object({}),
      run: ({ project }) => {
        begun.push(project);
        for (const name of ['SIGINT', 'SIGTERM'] as const) process.listeners(name).at(-1)?.(name);
        return Promise.resolve();
      },
    });
    const tasks = {
      'a:greet': { target: { project: 'a', target: 'greet' } },
      'b:greet': { target: { project: 'b', target: 'greet' } },
    };
    const taskGraph = { tasks, dependencies: { 'b:greet': ['a:greet'] } } as unknown as TaskGraph;
    const results: Record<string, unknown> = {};
    const batch = slow.batchImplementation(taskGraph, { 'a:greet': {}, 'b:greet': {} }, {}, context());
    for await (const { task, result } of batch) results[task] = result;
    expect(begun).toEqual(['a']);
    expect(results).toMatchObject({
      'b:greet': { success: false, terminalOutput: expect.stringContaining('[interrupted]') as string },
    });
    expect(exit).not.toHaveBeenCalled();
  });

  it.each([
    [true, 'local-cache-kept-existing'],
    [false, 'success'],
  ])('does not let Nx cache a dry run, which leaves no receipt of its own: %s', async (cache, status) => {
    listen();
    const tasks = { 'b:greet': { target: { project: 'b', target: 'greet' }, cache } };
    const taskGraph = { tasks, dependencies: {} } as unknown as TaskGraph;
    const run = greet.batchImplementation(
      taskGraph,
      { 'b:greet': { dryRun: true } },
      {},
      { ...context(), taskGraph },
    );
    for await (const { result } of run) expect(result).toMatchObject({ success: true, status });
  });

  it('is dry as a whole where the run is: a dependency gets no option that says so', async () => {
    listen();
    vi.stubEnv('ORG_CI_DRY_RUN', '1');
    const graph = { tasks: { 'a:greet': { target: { project: 'a', target: 'greet' } } }, dependencies: {} };
    const batch = greet.batchImplementation(graph as unknown as TaskGraph, { 'a:greet': {} }, {}, context());
    for await (const { result } of batch)
      expect(result.terminalOutput).toBe('a 1 apps/a 1.2.3 true\ndry run: nothing was changed\n');
  });
});
