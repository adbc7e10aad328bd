import type { RenderedFile } from '../synthesis/rendered-file';
import { applyOverrides, type Overridden } from './apply';
import type { SourcedOverride } from './override';

const layersOf = (overrides: readonly SourcedOverride[]): number[] =>
  [...new Set(overrides.map(({ layer = 0 }) => layer))].sort((a, b) => a - b);

/**
 * applyOverrides of a standard: what it extends first. Packages that stand side by side may not touch the same place; one
 * that extends another has the last word.
 * @param directory of the service, from the workspace's root; empty: the workspace's own files
 */
export function applyStandardOverrides(
  files: readonly RenderedFile[],
  overrides: readonly SourcedOverride[],
  directory: string,
): Overridden {
  return layersOf(overrides).reduce<Overridden>(
    (before, layer) => {
      const own = overrides.filter((one) => (one.layer ?? 0) === layer);
      const after = applyOverrides(before.files, own, { level: 'standard', directory });
      return {
        files: after.files,
        problems: [...before.problems, ...after.problems],
        applied: new Set([...before.applied, ...after.applied]),
      };
    },
    { files, problems: [], applied: new Set() },
  );
}
