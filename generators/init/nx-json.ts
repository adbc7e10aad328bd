import type { NxJsonConfiguration } from '@nx/devkit';

type Plugins = NonNullable<NxJsonConfiguration['plugins']>;
type Plugin = Plugins[number];

const plugin = '@org/ci';
const syncGenerator = '@org/ci:sync';

const nameOf = (one: Plugin): string => (typeof one === 'string' ? one : one.plugin);

/** @nx/docker builds in the service's folder unless told otherwise; our Dockerfiles are laid out for the root. */
const dockerOptions = {
  buildTarget: { name: 'docker:build', cwd: '.', args: ['--file {projectRoot}/Dockerfile'] },
};

const isDockerWithDefaults = (one: Plugin): boolean =>
  nameOf(one) === '@nx/docker' && (typeof one === 'string' || one.options === undefined);

/** Ours comes last: of two plugins that infer a target, the later one has it (`nx-release-publish`). */
function withPlugin(plugins: Plugins): Plugins {
  if (plugins.some((one) => nameOf(one) === plugin)) return plugins;
  const others = plugins.map((one) =>
    isDockerWithDefaults(one) ? { plugin: nameOf(one), options: dockerOptions } : one,
  );
  return [...others, plugin];
}

/** nx.json with the plugin and the sync generator registered; the same object where they are. */
export function registerPlugin(nxJson: NxJsonConfiguration): NxJsonConfiguration {
  const before = nxJson.plugins ?? [];
  const plugins = withPlugin(before);
  const generators = nxJson.sync?.globalGenerators ?? [];
  const hasSync = generators.includes(syncGenerator);
  if (plugins === before && hasSync) return nxJson;
  return {
    ...nxJson,
    plugins,
    sync: { ...nxJson.sync, globalGenerators: hasSync ? generators : [...generators, syncGenerator] },
  };
}
