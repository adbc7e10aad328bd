import { expect, it } from 'vitest';
import { unwrap } from '../problem/result';
import { normalizedName, requirementName } from './names';
import { isMember, parsePyproject, requirementsOf } from './pyproject';
import { intersectPython } from './requires-python';
import { narrowUvRoot, toolSettings } from './root';
import { parseUvLock, type UvLock } from './uv-lock';
import { narrowUvHeader } from './uv-prune';
import { everything, finderOf, reachUv, shipped } from './uv-reach';

it('names are compared as indexes do', () => {
  expect(normalizedName('Typing_.-Extensions')).toBe('typing-extensions');
  expect(requirementName(' Attrs[x, y] >=23,<30 ; python_version < "3.13"')).toBe('attrs');
  expect(requirementName('money @ file:///x')).toBe('money');
  expect(requirementName('; nothing')).toBeUndefined();
});

it.each([
  [['>=3.11', '>=3.11.1'], '>=3.11.1'],
  [['>=3.9', '>=3.11,<3.14', '<3.13'], '>=3.11, <3.13'],
  [['>=3.11', '>3.11'], '>3.11'],
  [['>=3.11.0', '>=3.11'], '>=3.11'],
  [['>=3.11', '~=3.11'], undefined],
  [[], undefined],
])('%j ask together for %s', (texts, together) => {
  expect(intersectPython(texts)).toBe(together);
});

it('a pyproject.toml says what it depends on: dependencies, extras, groups, groups of groups, uv’s older list', () => {
  const text = `[project]\nname = "My_App"\ndependencies = ["Django>=5"]\n[project.optional-dependencies]\nfast = ["uvloop"]
[dependency-groups]\nlint = ["ruff"]\ndev = ["pytest", {include-group = "Lint"}, {include-group = "dev"}]
[tool.uv]\ndev-dependencies = ["mypy"]\n`;
  const read = unwrap(parsePyproject(text, 'pyproject.toml'));
  expect(read.name).toBe('my-app');
  expect(read.groups.dev).toEqual(['pytest', 'ruff', 'mypy']);
  expect(requirementsOf(read)).toEqual(['django', 'uvloop', 'ruff', 'pytest', 'mypy']);
  expect(isMember(read, 'apps/a')).toBe(false);
});

it('a member is what members name and exclude does not', () => {
  const text = '[tool.uv.workspace]\nmembers = ["libs/*", "apps/a"]\nexclude = ["libs/old"]\n';
  const root = unwrap(parsePyproject(text, 'pyproject.toml'));
  const folders = ['libs/a', 'libs/old', 'libs/a/b', 'apps/a', 'apps/b'];
  expect(folders.filter((folder) => isMember(root, folder))).toEqual(['libs/a', 'apps/a']);
});

it('a narrowed root keeps what uv installs by, and no login', () => {
  const text = `[project]\nname = "root"\n[dependency-groups]\ndev = ["ruff"]\n[tool.ruff]\nline-length = 100
[tool.uv]\ndefault-groups = "all"\nconstraint-dependencies = ["deep<2"]\n[tool.uv.workspace]\nmembers = ["apps/*"]\nexclude = ["x"]
[[tool.uv.index]]\nname = "own"\nurl = "https://me:s3cret@index.example/simple"\n`;
  const narrowed = unwrap(narrowUvRoot(text, ['libs/b', 'apps/a']));
  expect(narrowed).toContain('members = [ "apps/a", "libs/b" ]');
  expect(narrowed).toContain('constraint-dependencies = [ "deep<2" ]');
  expect(narrowed).toContain('url = "https://index.example/simple"');
  expect(narrowed).not.toMatch(/project|ruff|default-groups|exclude|s3cret/);
  expect(toolSettings(text)).toBe('[ruff]\nline-length = 100\n');
});

const lockOf = (packages: string, header = 'version = 1\n'): UvLock =>
  unwrap(parseUvLock(`${header}\n${packages}`));
const entry = (name: string, version: string, more = ''): string =>
  `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { registry = "https://pypi.org/simple" }\n${more}\n`;

it('of several versions each has its key, and a dependency finds the one that it names', () => {
  const needs =
    'dependencies = [\n    { name = "n", version = "2", source = { registry = "https://pypi.org/simple" } },\n]\n';
  const lock = lockOf(entry('a', '1', needs) + entry('n', '1') + entry('n', '2'));
  expect(lock.packages.map(({ key }) => key)).toEqual(['a', 'n@1', 'n@2']);
  const [a] = lock.packages;
  expect(a?.dependencies.flatMap(finderOf(lock)).map(({ key }) => key)).toEqual(['n@2']);
});

it('extras are followed where they are asked for, and circles end', () => {
  const extra = '[package.optional-dependencies]\nfast = [\n    { name = "quick" },\n]\n';
  const lock = lockOf(
    entry('a', '1', 'dependencies = [\n    { name = "b", extra = ["Fast"] },\n]\n') +
      entry('b', '1', `dependencies = [\n    { name = "a" },\n]\n\n${extra}`) +
      entry('quick', '1'),
  );
  const [a, b] = lock.packages;
  const names = (root: typeof a, follow: typeof shipped): string[] =>
    reachUv(lock, root ? [root] : [], follow).map(({ name }) => name);
  expect(names(a, shipped)).toEqual(['a', 'b', 'quick']);
  const plain = { ...lock, packages: lock.packages.map((one) => ({ ...one, dependencies: [] })) };
  expect(reachUv(plain, plain.packages.slice(1, 2), shipped).map(({ name }) => name)).toEqual(['b']);
  expect(names(b, everything)).toContain('quick');
});

it('a header is narrowed to its members, and loses the root’s groups', () => {
  const header = `version = 1\nresolution-markers = [\n    "x",\n]\n\n[manifest]\nmembers = [\n    "a",\n    "b",\n]\nconstraints = [{ name = "deep", specifier = "<2" }]\n
[manifest.dependency-groups]\nlint = [{ name = "ruff" }]\n\n[[manifest.dependency-metadata]]\nname = "x"\n\n`;
  const narrowed = narrowUvHeader(header, ['b']);
  expect(narrowed).toContain('members = [\n    "b",\n]\nconstraints');
  expect(narrowed).toContain('[[manifest.dependency-metadata]]');
  expect(narrowed).not.toContain('ruff');
  expect(narrowUvHeader(header, [])).not.toContain('members');
});

it.each([
  ['version = 2\n', 'lock-invalid'],
  ['package = [{ name = "a" }]\n', 'lock-invalid'],
  ['[[package]]\nversion = "1"\n', 'toml-invalid'],
])('%j is no lock file', (text, code) => {
  const parsed = parseUvLock(text);
  expect(parsed.ok ? [] : parsed.problems.map((one) => one.code)).toEqual([code]);
});
