import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { directory, type Disk } from './fleet';

/** What a person does to a line. Words are new, so that they can be found again. */
export const edit = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'replace', 'swap', 'comment', 'space'),
  file: fc.nat(1000),
  line: fc.nat(100_000),
});
export type Edit = typeof edit extends fc.Arbitrary<infer One> ? One : never;

const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);
const isJson = (path: string): boolean => path.endsWith('.json');

/** How a line of a file's own language says a word. */
const sayings: readonly (readonly [test: (path: string) => boolean, line: (mark: string) => string])[] = [
  [isJson, (mark) => `"${mark}": "${mark}",`],
  [isYaml, (mark) => `${mark}: ${mark}`],
  [(path) => path.endsWith('Dockerfile'), (mark) => `ENV ${mark}=1`],
  [() => true, (mark) => `add_header X-${mark} ${mark} always;`],
];

const sayIn = (path: string, mark: string): string => sayings.find(([test]) => test(path))?.[1](mark) ?? mark;

const replaceValue = (line: string, mark: string, path: string): string =>
  isJson(path)
    ? line.replace(/: .*?(,?)$/, `: "${mark}"$1`)
    : line.replace(/(: |- |_header \S+ )\S.*$/, `$1${mark}`);

function editLine(lines: string[], at: number, { kind }: Edit, mark: string, path: string): void {
  const line = lines[at] ?? '';
  const indent = /^ */.exec(line)?.[0] ?? '';
  if (kind === 'insert') lines.splice(at, 0, `${indent}${sayIn(path, mark)}`);
  else if (kind === 'delete') lines.splice(at, 1);
  else if (kind === 'replace') lines[at] = replaceValue(line, mark, path);
  else if (kind === 'swap') lines.splice(at, 2, lines[at + 1] ?? '', line);
  else if (kind === 'comment') lines.splice(at, 0, `${indent}# ${mark}`);
  else lines[at] = `${line} `;
}

const parsesAsJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/** Whether a file is what its name says: YAML or JSON; of others nothing is known. */
export function isValid(path: string, text: string): boolean {
  if (isJson(path)) return parsesAsJson(text);
  if (!isYaml(path)) return true;
  const documents = parseAllDocuments(text, { logLevel: 'error' });
  return Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0);
}

/** Files of the stack and of its configuration: few beside the YAML, and edited as often. */
const isOwn = (path: string): boolean => path.startsWith(directory) && !isYaml(path);

/** Edits of merged files that leave them valid; the marks that are in them afterwards, by file. */
export function applyEdits(disk: Disk, edits: readonly Edit[]): Map<string, string[]> {
  const merged = [...disk.keys()].filter((path) => disk.has(`.ci/base/${path}.base`)).sort();
  const groups = [merged.filter(isYaml), merged.filter(isOwn)];
  const marks = new Map<string, string[]>();
  edits.forEach((one, index) => {
    const group = groups[one.file % 2] ?? [];
    const path = group[Math.floor(one.file / 2) % group.length] ?? '';
    const before = disk.get(path) ?? '';
    const lines = before.split('\n');
    const mark = `mine${index}x`;
    editLine(lines, one.line % lines.length, one, mark, path);
    const text = lines.join('\n');
    if (text === before || !isValid(path, text)) return;
    disk.set(path, text);
    if (text.includes(mark)) marks.set(path, [...(marks.get(path) ?? []), mark]);
  });
  // a later edit may have taken an earlier one back
  for (const [path, words] of marks)
    marks.set(
      path,
      words.filter((word) => disk.get(path)?.includes(word)),
    );
  return marks;
}
