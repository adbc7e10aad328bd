import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createWorkspace } from '../world/create.js';
import { must } from '../world/must.js';
import type { Sandbox } from '../world/sandbox.js';
import type { Bench } from './bench.js';
import type { Turn } from './paired.js';

const app = 'apps/payments';
/** Folder of its source. */
export const source = `${app}/src`;

/** The preset of Nx whose application comes with the Dockerfile of @nx/node:setup-docker; esbuild is its default too. */
const answers = [
  '--appName=payments',
  '--framework=none',
  '--bundler=esbuild',
  '--docker',
  ...['linter', 'unitTestRunner', 'e2eTestRunner', 'formatter'].map((name) => `--${name}=none`),
];

interface PackageJson {
  dependencies?: unknown;
  type?: string;
  nx: { targets: { build: { options: Record<string, unknown> } } };
}

const edited = (change: (value: never) => void) => (text: string) => {
  const value: unknown = JSON.parse(text);
  change(value as never);
  return `${JSON.stringify(value, null, 2)}\n`;
};

/** Ours are ES modules, and Docker Hub's image for Alpine Linux has no stand-in. Nothing else differs from what was generated. */
async function moveIn(peer: Sandbox, service: Sandbox, baseImage: string): Promise<void> {
  await rm(join(peer.root, app, 'src'), { recursive: true });
  await cp(join(service.root, app, 'src'), join(peer.root, app, 'src'), { recursive: true });
  await peer.write(`${app}/src/assets/.gitkeep`, '');
  const { dependencies } = JSON.parse(await service.read(`${app}/package.json`)) as PackageJson;
  await peer.edit(
    `${app}/package.json`,
    edited((value: PackageJson) => {
      value.type = 'module';
      value.dependencies = dependencies;
      value.nx.targets.build.options.format = ['esm'];
    }),
  );
  await peer.edit(
    `${app}/tsconfig.app.json`,
    edited(({ compilerOptions }: { compilerOptions: object }) => {
      Object.assign(compilerOptions, { target: 'es2023', lib: ['es2023'] });
    }),
  );
  await peer.edit(`${app}/Dockerfile`, (text) => text.replace(/^FROM .*$/m, `FROM ${baseImage}`));
  must(await peer.run('npm', ['install', '--no-audit', '--no-fund']), 'npm install');
}

/** The application of a service as people have it who let Nx set Docker up: a workspace of its own, as generated. */
export async function createSetupDocker(
  { world }: Bench,
  service: Sandbox,
  baseImage: string,
): Promise<Sandbox> {
  const peer = await createWorkspace(world, {
    name: 'peer',
    packageManager: 'npm',
    preset: 'node-monorepo',
    answers,
  });
  await moveIn(peer, service, baseImage);
  return peer;
}

/** What its Dockerfile says that one runs (compiled and type-checked, pruned, built), and the push. */
export const buildAndPush = (peer: Sandbox, image: string, before?: Turn['before']): Turn => ({
  ...(before && { before }),
  run: async () => {
    must(await peer.nx(['docker:build', '@peer/payments', `--args=--tag=${image}`]), 'nx docker:build');
    must(await peer.run('docker', ['push', '--quiet', image]), 'docker push');
  },
});
