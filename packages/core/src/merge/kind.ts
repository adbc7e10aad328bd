/** How a file is understood: by its structure, or by line. */
export type FileKind = 'yaml' | 'json' | 'dockerfile' | 'lines' | 'text';

const kinds: readonly { readonly kind: FileKind; readonly name: RegExp }[] = [
  { kind: 'yaml', name: /\.ya?ml$/i },
  { kind: 'json', name: /\.(json|jsonc|code-workspace)$/i },
  { kind: 'lines', name: /(^|\.)(docker|git|prettier|eslint|npm)ignore$|^\.env(\..*)?$|\.env$/i },
  { kind: 'dockerfile', name: /^(Dockerfile|Containerfile)(\..*)?$|\.(Dockerfile|Containerfile)$/i },
];

/** What kind of file a path names. */
export function kindOf(path: string): FileKind {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return kinds.find((one) => one.name.test(name))?.kind ?? 'text';
}
