import { parseDocument } from 'yaml';

/** Text of a pnpm-workspace.yaml narrowed to these workspaces; its settings and catalogs stay. */
export function narrowPnpmWorkspace(text: string, workspaces: readonly string[]): string {
  const document = parseDocument(text, { logLevel: 'error' });
  document.set('packages', [...workspaces]);
  // patches of packages that are not there would be refused; a patch is needed where its package is
  if (document.has('patchedDependencies')) document.set('allowUnusedPatches', true);
  return document.toString({ lineWidth: 0 });
}
