import { parseDocument, YAMLSeq } from 'yaml';
import { isCovered, workspacesOf } from '@org/ci-core';

/** The globs that have to be added so that each folder is covered. */
const missing = (globs: readonly string[], wanted: readonly string[]): string[] =>
  wanted.filter((glob) => !globs.some((have) => have === glob || isCovered(have, glob.replace('*', 'x'))));

/** package.json's text with the globs among its workspaces; unchanged text where they are there. */
export function addNpmWorkspaces(text: string, wanted: readonly string[]): string {
  const manifest = JSON.parse(text) as { workspaces?: string[] | { packages?: string[] } };
  const declared = manifest.workspaces;
  const list = workspacesOf(declared);
  const added = missing(list, wanted);
  if (added.length === 0) return text;
  const globs = [...list, ...added];
  const workspaces = declared && !Array.isArray(declared) ? { ...declared, packages: globs } : globs;
  return `${JSON.stringify({ ...manifest, workspaces }, null, 2)}\n`;
}

/** pnpm-workspace.yaml's text with the globs among its packages, comments kept. */
export function addPnpmWorkspaces(text: string, wanted: readonly string[]): string {
  const document = parseDocument(text, { logLevel: 'error' });
  const packages = document.get('packages');
  const list = packages instanceof YAMLSeq ? workspacesOf(packages.toJSON()) : [];
  const added = missing(list, wanted);
  if (added.length === 0) return text;
  if (packages instanceof YAMLSeq) for (const glob of added) packages.add(glob);
  else document.set('packages', added);
  return document.toString({ lineWidth: 0 });
}
