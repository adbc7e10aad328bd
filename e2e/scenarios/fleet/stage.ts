import { rm } from 'node:fs/promises';
import { createWorkspace } from '../../world/create.js';
import { commitAll } from '../../world/git.js';
import { installPackages } from '../../world/library.js';
import { must } from '../../world/must.js';
import { sandboxFolder } from '../../world/nx-workspace.js';
import { digestAt, freshPath, moveTag } from '../../world/registry.js';
import type { Ran, Sandbox } from '../../world/sandbox.js';
import { addService } from '../../world/service.js';
import { slim } from '../../world/slim.js';
import type { World } from '../../world/world.js';
import { editByHand } from './edits.js';
import { createPlatform, type Platform } from './platform.js';
import { newImages } from './versions.js';

/** A company's standard, and a workspace with three services that follow it. */
export interface Stage {
  readonly platform: Platform;
  readonly shop: Sandbox;
  /** `nx migrate`; no provenance passes through the test's registry. */
  readonly migrate: (...args: string[]) => Promise<Ran>;
  readonly remove: () => Promise<void>;
}

/** An image gets another tag, which nobody has pinned yet. */
async function tagAnew(repository: string, tag: string, image: string): Promise<void> {
  const digest = await digestAt(repository, tag);
  if (digest === undefined) throw new Error(`${repository} has no ${tag}`);
  await moveTag(repository, digest, repository, image.split(':')[1] ?? '');
}

/** What 2.0.0 starts from. */
export async function pushNewImages({ mirrors }: World): Promise<void> {
  const { 'docker.io': hub = '', 'gcr.io': google = '' } = mirrors;
  await tagAnew(`${hub}/library/postgres`, '17-trixie', newImages.postgres);
  await tagAnew(`${google}/distroless/nodejs24-debian13`, 'nonroot', newImages.runtime);
}

/** Published packages stay in the package registry: each run is another company. */
export const freshScope = (): string => `@acme-${Date.now().toString(36)}`;

/** The workspace takes the standard's first version for its own. */
export async function follow(shop: Sandbox, world: World, standard: string): Promise<void> {
  must(await shop.run('npm', ['install', '--save-dev', `${standard}@1.0.0`]), 'npm install');
  const mirrors = Object.entries(world.mirrors).map(([host, mirror]) => `${host}=${mirror}`);
  const answers = [`--registry=${world.registry}/${freshPath('fleet')}`, `--mirrors=${mirrors.join(',')}`];
  must(
    await shop.nx(['g', '@org/ci:init', `--standard=${standard}`, ...answers, '--skipInstall']),
    'nx g @org/ci:init',
  );
}

async function addServices(shop: Sandbox): Promise<void> {
  await addService(shop, 'payments', '--skipInstall');
  for (const name of ['orders', 'rates']) {
    await addService(shop, name, '--database=none', '--skipInstall');
    await slim(shop, name);
  }
  await installPackages(shop);
}

/** The standard in version 1.0.0; three services, generated, committed, and then edited by hand. */
export async function createStage(world: World): Promise<Stage> {
  await pushNewImages(world);
  const first = await createWorkspace(world, { name: 'platform', packageManager: 'npm', preset: 'apps' });
  must(await first.run('npm', ['install', '--save-dev', '@org/ci']), 'npm install');
  const shop = await first.clone('shop');
  const platform = await createPlatform(world, first, freshScope());
  await platform.publish('1.0.0');
  await follow(shop, world, platform.name);
  await addServices(shop);
  await commitAll(shop);
  await editByHand(shop);
  must(await shop.nx(['sync']), 'nx sync');
  await commitAll(shop);
  return {
    platform,
    shop,
    migrate: (...args) =>
      shop.nx(['migrate', ...args, '--no-interactive'], { env: { NX_SKIP_PROVENANCE_CHECK: 'true' } }),
    remove: () => rm(sandboxFolder(shop), { recursive: true, force: true }),
  };
}
