import type { GeneratorCallback, Tree } from '@nx/devkit';
import { initGenerator } from '../init/generator';
import { parseOptions } from '../workspace/parse-options';
import { PresetOptions } from './options';
import { writeReadme } from './readme';

/** A new workspace: the same as init, without further installation. */
export async function presetGenerator(tree: Tree, input: unknown): Promise<GeneratorCallback> {
  const { standard, registry, mirrors, platforms } = parseOptions(PresetOptions, input);
  // the second time the README is the user's, as ci.yaml is
  if (!tree.exists('ci.yaml')) writeReadme(tree);
  return initGenerator(tree, {
    ...(standard !== undefined && { standard }),
    ...(registry !== undefined && { registry }),
    ...(mirrors !== undefined && { mirrors }),
    ...(platforms !== undefined && { platforms }),
  });
}

export default presetGenerator;
