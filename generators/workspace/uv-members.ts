import {
  failed,
  isMember,
  ok,
  parsePyproject,
  type Problem,
  type Pyproject,
  type Result,
} from '@org/ci-core';

const path = 'pyproject.toml';

const created = `# The uv workspace: services and libraries in Python, with one lock file for all of them (uv.lock).
[tool.uv.workspace]
members = [
]
`;

/** Literal folders and no globs: uv refuses a glob that also finds folders without a pyproject.toml. */
const entryOf = (folder: string): string => JSON.stringify(folder);

/** Where a TOML array that begins at an index ends: the index of its bracket. Strings and comments hold none. */
function endOfArray(text: string, start: number): number | undefined {
  const token = /"""[\s\S]*?"""|'''[\s\S]*?'''|"(?:\\.|[^"\\\n])*"|'[^'\n]*'|#[^\n]*|[[\]]/g;
  token.lastIndex = start;
  let depth = 0;
  for (let found = token.exec(text); found !== null; found = token.exec(text)) {
    if (found[0] === '[') depth += 1;
    if (found[0] === ']') depth -= 1;
    if (depth === 0) return found.index;
  }
  return undefined;
}

/** The array's inside with one entry more, laid out as it is. */
function withEntry(inside: string, entry: string): string {
  const bare = inside.replace(/#[^\n]*/g, '').trimEnd();
  const separator = bare === '' || bare.endsWith(',') ? '' : ',';
  if (!inside.includes('\n')) return `${inside.trimEnd()}${separator}${bare === '' ? '' : ' '}${entry}`;
  const indent = /\n([ \t]+)\S/.exec(inside)?.[1] ?? '    ';
  // a comment may stand behind the last entry: the comma goes in front of it
  const last = separator === '' ? inside : inside.replace(/(["'])([ \t]*(?:#[^\n]*)?\s*)$/, '$1,$2');
  return `${last.replace(/\s*$/, '')}\n${indent}${entry},\n`;
}

const workspaceTable = /^\[tool\.uv\.workspace\][ \t]*(?:#[^\n]*)?(?:\n|$)/m;

/** The text with a member more, where its table is written as uv's documentation writes it; else as it is. */
function edited(text: string, folder: string): string {
  const table = workspaceTable.exec(text);
  if (!table) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return edited(`${text}${gap}${text === '' ? '' : '\n'}${created}`, folder);
  }
  const start = table.index + table[0].length;
  const rest = text.slice(start);
  const next = /^\[/m.exec(rest)?.index ?? rest.length;
  const key = /^members[ \t]*=[ \t]*/m.exec(rest.slice(0, next));
  if (!key) return `${text.slice(0, start)}members = [${entryOf(folder)}]\n${rest}`;
  const open = start + key.index + key[0].length;
  const close = endOfArray(text, open);
  if (text[open] !== '[' || close === undefined) return text;
  return `${text.slice(0, open + 1)}${withEntry(text.slice(open + 1, close), entryOf(folder))}${text.slice(close)}`;
}

const byHand = (folder: string): Problem => ({
  code: 'manifest-invalid',
  where: `${path} › tool.uv.workspace`,
  what: `does not take ${folder} as a member`,
  fix: `add ${entryOf(folder)} to its members (and take it from exclude), then uv lock`,
});

/** A workspace that is written in another way must not get a second table. */
const isOdd = (text: string, { workspace }: Pyproject): boolean =>
  workspace !== undefined && !workspaceTable.test(text);

/**
 * Text of the root's pyproject.toml with a folder among the members of the uv workspace: comments and order stay, and
 * the same text where it is one; empty where there is no file. Codes: toml-invalid, manifest-invalid.
 */
export function addUvMember(text: string, folder: string): Result<string> {
  const before = parsePyproject(text, path);
  if (!before.ok || isMember(before.value, folder)) return before.ok ? ok(text) : before;
  if (isOdd(text, before.value)) return failed(byHand(folder));
  const added = edited(text, folder);
  const after = parsePyproject(added, path);
  return after.ok && isMember(after.value, folder) ? ok(added) : failed(byHand(folder));
}
