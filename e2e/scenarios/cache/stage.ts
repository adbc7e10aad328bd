import { importMoney, installPackages, writeMoney } from '../../world/library.js';
import { commitAll } from '../../world/git.js';
import { must } from '../../world/must.js';
import { createPipeline, editCi, type Pipeline } from '../../world/pipeline.js';
import { startRegistryProxy, type RegistryProxy } from '../../world/registry-proxy.js';
import { addService } from '../../world/service.js';
import { slim } from '../../world/slim.js';
import { runTasks, tasksThat, type TasksRan } from '../../world/tasks.js';
import type { World } from '../../world/world.js';

/** Two of them use the library `money`; the first owns a database. */
export const services = [
  'orders',
  'rates',
  'carts',
  'feeds',
  'items',
  'mails',
  'pages',
  'polls',
  'users',
  'votes',
] as const;
export const dependants = ['orders', 'rates'] as const;
export const checked = ['image', 'scan', 'size', 'smoke'] as const;

/** These keep what lint and tests need; an image needs its bundler only, and installs in a fraction of the time. */
const complete: readonly string[] = ['orders', 'feeds'];

/** `service:target` of everything that is cached, sorted. */
export const everything: readonly string[] = services
  .flatMap((service) => checked.map((target) => `${service}:${target}`))
  .sort();

/** Ten services, whose registry can be stalled. */
export interface Stage extends Pipeline {
  readonly proxy: RegistryProxy;
  /** All cached targets of all services, with the engine's calls of this run. */
  check(env?: Record<string, string>): Promise<TasksRan & { readonly calls: readonly string[] }>;
}

export async function createStage(world: World): Promise<Stage> {
  const proxy = await startRegistryProxy(world.registry);
  const pipeline = await createPipeline({ ...world, registry: proxy.registry }, 'cache');
  const { workspace, calls } = pipeline;
  await editCi(workspace, (ci) => {
    ci.setIn(['environments', 1, 'registry'], `${pipeline.registry}-production`);
  });
  await writeMoney(workspace);
  for (const service of services) {
    const database = service === 'orders' ? 'postgres' : 'none';
    await addService(workspace, service, `--database=${database}`, '--skipInstall');
    if (!complete.includes(service)) await slim(workspace, service);
  }
  for (const service of dependants) await importMoney(workspace, service);
  await installPackages(workspace);
  must(await workspace.nx(['sync']), 'nx sync');
  await commitAll(workspace);
  return {
    ...pipeline,
    proxy,
    check: async (env) => {
      await calls.reset();
      const ran = await runTasks(workspace, ['run-many', '-t', ...checked], env);
      return { ...ran, calls: await calls.lines() };
    },
    remove: async () => {
      await proxy.stop();
      await pipeline.remove();
    },
  };
}

/** Services whose image was built: by what Nx says, and by what reached the engine. */
export interface Rebuilt {
  readonly byNx: readonly string[];
  readonly byEngine: readonly string[];
}

export const rebuilt = (ran: TasksRan & { readonly calls: readonly string[] }): Rebuilt => ({
  byNx: tasksThat('ran', ran, ':image').map((task) => task.replace(':image', '')),
  byEngine: ran.calls
    .filter((call) => call.startsWith('buildx build'))
    .map((call) => /org-ci\/([^/]+)\/Dockerfile/.exec(call)?.[1] ?? call)
    .sort(),
});
