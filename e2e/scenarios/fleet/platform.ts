import { commitAll } from '../../world/git.js';
import { must } from '../../world/must.js';
import type { Sandbox } from '../../world/sandbox.js';
import type { World } from '../../world/world.js';
import { folder, withArtefacts, writeVersion, type VersionName } from './versions.js';

/** The team that publishes the standard. */
export interface Platform {
  /** npm name of the standard. */
  readonly name: string;
  /** Writes, releases and publishes a version, as docs/standard.md says. */
  publish(version: VersionName): Promise<void>;
}

/** Scaffolds the standard in a workspace that has @org/ci. */
export async function createPlatform(world: World, workspace: Sandbox, scope: string): Promise<Platform> {
  const name = `${scope}/ci-standard`;
  must(await workspace.nx(['g', '@org/ci:standard', 'acme', `--scope=${scope}`]), 'nx g @org/ci:standard');
  for (const [key, value] of Object.entries({ 'user.name': 'tests', 'user.email': 'tests@example.com' }))
    must(await workspace.run('git', ['config', key, value]), 'git config');
  await workspace.write('.npmrc', `${world.npmRegistry.replace(/^http:/, '')}:_authToken=anonymous\n`);
  await workspace.edit(`${folder}/index.js`, withArtefacts);
  const scaffold = await workspace.read(`${folder}/standard.yaml`);
  return {
    name,
    publish: async (version) => {
      await writeVersion(workspace, version, scaffold);
      // publishing runs the package's test, which compares what it renders with what was committed
      const test = ['test', `--workspace=${name}`];
      must(await workspace.run('npm', test, { env: { UPDATE_GOLDENS: '1' } }), `npm test of ${version}`);
      await commitAll(workspace);
      must(await workspace.nx(['release', version, '--yes', `--projects=${name}`]), `nx release ${version}`);
    },
  };
}
