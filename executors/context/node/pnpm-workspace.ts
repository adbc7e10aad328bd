import { isMap, parseDocument } from 'yaml';
import type { Patches } from './patches';

/** Text of a pnpm-workspace.yaml narrowed to these workspaces and patches; its other settings and catalogs stay. */
export function narrowPnpmWorkspace(
  text: string,
  workspaces: readonly string[],
  patches: readonly string[],
): string {
  const document = parseDocument(text);
  document.set('packages', [...workspaces]);
  const patched = document.get('patchedDependencies');
  if (isMap(patched)) {
    for (const key of Object.keys(patched.toJSON() as object))
      if (!patches.includes(key)) patched.delete(key);
    if (patched.items.length === 0) document.delete('patchedDependencies');
    // of a patch for a range, nothing may be left to patch
    else document.set('allowUnusedPatches', true);
  }
  return document.toString({ lineWidth: 0 });
}

/** The `patchedDependencies` of a pnpm-workspace.yaml. */
export const workspacePatches = (text: string): Patches =>
  (parseDocument(text).toJS() as { patchedDependencies?: Patches } | null)?.patchedDependencies ?? {};
