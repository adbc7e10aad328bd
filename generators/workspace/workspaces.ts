import { parseDocument, YAMLSeq } from 'yaml';

/** Whether an npm workspaces glob covers a folder: exact names, `*` for one part, `**` for any. */
export function isCovered(glob: string, directory: string): boolean {
  const wanted = directory.split('/');
  const parts = glob.replace(/^\.\//, '').replace(/\/$/, '').split('/');
  const match = (part: number, at: number): boolean => {
    if (part === parts.length) return at === wanted.length;
    if (parts[part] === '**') return match(part + 1, at) || (at < wanted.length && match(part, at + 1));
    return (
      at < wanted.length && (parts[part] === '*' || parts[part] === wanted[at]) && match(part + 1, at + 1)
    );
  };
  return match(0, 0);
}

/** The globs that have to be added so that each folder is covered. */
const missing = (globs: readonly string[], wanted: readonly string[]): string[] =>
  wanted.filter((glob) => !globs.some((have) => have === glob || isCovered(have, glob.replace('*', 'x'))));

const texts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** package.json's text with the globs among its workspaces; unchanged text where they are there. */
export function addNpmWorkspaces(text: string, wanted: readonly string[]): string {
  const manifest = JSON.parse(text) as { workspaces?: string[] | { packages?: string[] } };
  const declared = manifest.workspaces;
  const list = Array.isArray(declared) ? declared : declared?.packages;
  const added = missing(texts(list), wanted);
  if (added.length === 0) return text;
  const globs = [...texts(list), ...added];
  const workspaces = declared && !Array.isArray(declared) ? { ...declared, packages: globs } : globs;
  return `${JSON.stringify({ ...manifest, workspaces }, null, 2)}\n`;
}

/** pnpm-workspace.yaml's text with the globs among its packages, comments kept. */
export function addPnpmWorkspaces(text: string, wanted: readonly string[]): string {
  const document = parseDocument(text, { logLevel: 'error' });
  const packages = document.get('packages');
  const list = packages instanceof YAMLSeq ? texts(packages.toJSON()) : [];
  const added = missing(list, wanted);
  if (added.length === 0) return text;
  if (packages instanceof YAMLSeq) for (const glob of added) packages.add(glob);
  else document.set('packages', added);
  return document.toString({ lineWidth: 0 });
}
