import type { NxJsonConfiguration } from '@nx/devkit';

const plugin = '@org/ci';
const syncGenerator = '@org/ci:sync';

/** nx.json with the plugin and the sync generator registered; the same object where they are. */
export function registerPlugin(nxJson: NxJsonConfiguration): NxJsonConfiguration {
  const plugins = nxJson.plugins ?? [];
  const generators = nxJson.sync?.globalGenerators ?? [];
  const hasPlugin = plugins.some((one) => (typeof one === 'string' ? one : one.plugin) === plugin);
  const hasSync = generators.includes(syncGenerator);
  if (hasPlugin && hasSync) return nxJson;
  return {
    ...nxJson,
    plugins: hasPlugin ? plugins : [...plugins, plugin],
    sync: { ...nxJson.sync, globalGenerators: hasSync ? generators : [...generators, syncGenerator] },
  };
}
