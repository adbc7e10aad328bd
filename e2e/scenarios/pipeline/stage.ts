import { importMoney, installPackages, writeMoney } from '../../world/library.js';
import { commitAll } from '../../world/git.js';
import { must } from '../../world/must.js';
import { createPipeline, editCi, type Pipeline } from '../../world/pipeline.js';
import type { Ran } from '../../world/sandbox.js';
import { addService } from '../../world/service.js';
import type { World } from '../../world/world.js';

export const services = ['payments', 'rates'] as const;

/** The workspace that all parts of the pipeline's test share. */
export interface Stage extends Pipeline {
  /** Registry of the production environment: another path of the same registry. */
  readonly production: string;
  run(task: string, ...options: string[]): Promise<Ran>;
  /** The same with the variable that CI systems set. */
  inCi(task: string, ...options: string[]): Promise<Ran>;
}

/** One service with a database, one without that uses a library of the workspace. */
export async function createStage(world: World): Promise<Stage> {
  const pipeline = await createPipeline(world, 'pipeline');
  const { workspace, registry } = pipeline;
  const production = `${registry}-production`;
  await editCi(workspace, (ci) => {
    ci.setIn(['environments', 1, 'registry'], production);
    ci.set('scanner', { database: `${registry}-advisories` });
  });
  await writeMoney(workspace);
  await addService(workspace, 'payments', '--skipInstall');
  await addService(workspace, 'rates', '--database=none', '--skipInstall');
  await importMoney(workspace, 'rates');
  await installPackages(workspace);
  must(await workspace.nx(['sync']), 'nx sync');
  await commitAll(workspace);
  return {
    ...pipeline,
    production,
    run: (task, ...options) => workspace.nx(['run', task, ...options]),
    inCi: (task, ...options) => workspace.nx(['run', task, ...options], { env: { CI: 'true' } }),
  };
}

export const overlay = (service: string, environment: string): string =>
  `apps/${service}/k8s/overlays/${environment}/kustomization.yaml`;
