import { freePort } from '../../rig/os/ports.js';
import { composeIn, type Compose } from '../../world/compose.js';
import { commitAll } from '../../world/git.js';
import { withHosts } from '../../world/nx-workspace.js';
import { createPipeline, type Pipeline } from '../../world/pipeline.js';
import { addService } from '../../world/service.js';
import { runTasks, type TasksRan } from '../../world/tasks.js';
import type { World } from '../../world/world.js';

/** A workspace with two languages: `orders` (Django, Celery) and `shop` (React), which depends on it. */
export interface Mixed extends Pipeline {
  /** Compose at the workspace's root. */
  readonly compose: Compose;
  readonly ports: { readonly orders: number; readonly shop: number };
  /** One or more targets of all services. */
  tasks(...targets: string[]): Promise<TasksRan>;
}

export async function createMixed(world: World): Promise<Mixed> {
  const pipeline = await createPipeline(world, 'mixed');
  const { workspace } = pipeline;
  await workspace.edit('ci.yaml', withHosts);
  const orders = await freePort(4100);
  const shop = await freePort(orders + 1);
  await addService(
    workspace,
    'orders',
    ...['--stack=django-api', '--with=worker,beat', '--cache=redis', `--port=${orders}`],
  );
  await addService(workspace, 'shop', '--stack=vite-spa', '--dependsOn=orders', `--port=${shop}`);
  await commitAll(workspace);
  const compose = composeIn(workspace, '.', {});
  return {
    ...pipeline,
    compose,
    ports: { orders, shop },
    tasks: (...targets) => runTasks(workspace, ['run-many', '-t', ...targets]),
    remove: async () => {
      await compose.down();
      await pipeline.remove();
    },
  };
}
