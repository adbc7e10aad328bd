import { describe, expect, it } from 'vitest';
import type { TaskResult } from './result';
import { batchWidth, runGraph } from './batch';

const done = (success: boolean): TaskResult => ({
  success,
  status: success ? 'success' : 'failure',
  terminalOutput: '',
});

function graph(dependencies: Record<string, string[]>) {
  const tasks = Object.fromEntries(Object.keys(dependencies).map((id) => [id, { id }])) as never;
  return { tasks, dependencies };
}

async function collect(
  results: AsyncIterable<{ task: string; result: TaskResult }>,
): Promise<Record<string, string>> {
  const statuses: Record<string, string> = {};
  for await (const { task, result } of results) statuses[task] = result.status ?? '';
  return statuses;
}

describe('runGraph', () => {
  it('yields each as it ends, and a failure stops no peer', async () => {
    const order: string[] = [];
    const waits: Record<string, number> = { a: 30, b: 10, c: 1 };
    for await (const { task } of runGraph(graph({ a: [], b: [], c: [] }), 3, async (id) => {
      await new Promise((resolve) => setTimeout(resolve, waits[id]));
      return done(id !== 'b');
    }))
      order.push(task);
    expect(order).toEqual(['c', 'b', 'a']);
  });

  it('skips what depends on a failure, and what is outside the batch counts as done', async () => {
    const statuses = await collect(
      runGraph(graph({ a: ['outside'], b: ['a'], c: ['b'], d: [] }), 2, (id) =>
        Promise.resolve(done(id !== 'a')),
      ),
    );
    expect(statuses).toEqual({ a: 'failure', b: 'skipped', c: 'skipped', d: 'success' });
  });

  it('never runs more than the width', async () => {
    let now = 0;
    let most = 0;
    const ids = Object.fromEntries(Array.from({ length: 20 }, (_, index) => [`t${index}`, []]));
    await collect(
      runGraph(graph(ids), 4, async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 2));
        now--;
        return done(true);
      }),
    );
    expect(most).toBe(4);
  });
});

describe('batchWidth', () => {
  it.each([
    [{ NX_PARALLEL: '2' }, { parallel: 5 }, 2],
    [{}, { parallel: 5 }, 5],
    [{}, undefined, 3],
    [{ NX_PARALLEL: 'many' }, {}, 3],
    [{ NX_PARALLEL: '1000' }, {}, 32],
  ])('%j %j', (environment, nxJson, width) => {
    expect(batchWidth(environment, nxJson)).toBe(width);
  });
});
