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

/** What `nx add @nx/docker` writes: nobody chose that. */
const dockerDefaults = { buildTarget: { name: 'docker:build' }, runTarget: { name: 'docker:run' } };

const isDockerWithDefaults = (one: Plugin): boolean =>
  nameOf(one) === '@nx/docker' &&
  (typeof one === 'string' ||
    one.options === undefined ||
    JSON.stringify(one.options) === JSON.stringify(dockerDefaults));

/** Ours comes last: of two plugins that infer a target, the later one has it (`nx-release-publish`). */
function withPlugin(plugins: Plugins): Plugins {
  const own = plugins.find((one) => nameOf(one) === plugin) ?? plugin;
  const at = (name: string): number => plugins.findIndex((one) => nameOf(one) === name);
  if (at(plugin) > at('@nx/docker') && !plugins.some(isDockerWithDefaults)) return plugins;
  const others = plugins
    .filter((one) => nameOf(one) !== plugin)
    .map((one) => (isDockerWithDefaults(one) ? { plugin: nameOf(one), options: dockerOptions } : one));
  return [...others, own];
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
