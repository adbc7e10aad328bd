import { expect, it } from 'vitest';
import { unwrap } from '../problem/result';
import { installerOf } from '../stack/ecosystem';
import { parseWorkspace } from '../manifest/parse';
import { lockedCheck, planPipInputs, type PythonProject } from './pip';
import { parsePyproject } from './pyproject';

const project = (folder: string, text: string): PythonProject => ({
  folder,
  manifest: unwrap(parsePyproject(text, `${folder}/pyproject.toml`)),
});

const projects = [
  project(
    'apps/orders',
    '[project]\nname = "orders"\ndependencies = ["Money[Fast] >= 1", "django>=5,<6", "orders"]\n[dependency-groups]\ndev = ["pytest", {include-group = "lint"}, "checks"]\nlint = ["ruff>=1", "django>=5,<6"]\nother = ["never"]\n',
  ),
  project(
    'libs/money',
    '[project]\nname = "money"\ndependencies = ["dates"]\n[project.optional-dependencies]\nfast = ["quick; python_version < \'3.13\'"]\nslow = ["never"]\n[dependency-groups]\ndev = ["never"]\n',
  ),
  project('libs/dates', '[project]\nname = "dates"\ndependencies = ["money", "tzdata"]\n'),
  project('libs/checks', '[project]\nname = "checks"\ndependencies = ["attrs"]\n'),
  project('libs/unused', '[project]\nname = "unused"\ndependencies = ["never"]\n'),
];

it('a project is locked for its requirements and those of its libraries, and no library is asked of an index', () => {
  expect(unwrap(planPipInputs(projects, 'apps/orders'))).toEqual({
    production: ['attrs', 'django>=5,<6', "quick; python_version < '3.13'", 'tzdata'],
    development: ['django>=5,<6', 'pytest', 'ruff>=1'],
    libraries: ['libs/checks', 'libs/dates', 'libs/money'],
  });
});

it('a library is locked as a project is', () => {
  expect(unwrap(planPipInputs(projects, 'libs/dates'))).toEqual({
    production: ['tzdata'],
    development: [],
    libraries: ['libs/money'],
  });
});

it('what a project asks of its own extras for development is not shipped', () => {
  const own = project(
    'apps/own',
    '[project]\nname = "own"\ndependencies = ["django"]\n[project.optional-dependencies]\ntest = ["pytest", "own[test]"]\n[dependency-groups]\ndev = ["own[test]"]\n',
  );
  expect(unwrap(planPipInputs([...projects, own], 'apps/own'))).toEqual({
    production: ['django'],
    development: ['django', 'pytest'],
    libraries: [],
  });
});

it('what has no project is not locked for nothing: that would be an empty lock file', () => {
  const bare = project('apps/bare', '[tool.ruff]\nline-length = 100\n');
  for (const folder of ['apps/web', 'apps/bare']) {
    const planned = planPipInputs([...projects, bare], folder);
    expect(planned.ok ? [] : planned.problems.map(({ code, where }) => [code, where])).toEqual([
      ['manifest-invalid', `${folder}/pyproject.toml`],
    ]);
  }
});

it('the check is of statements that can stand on one line in single quotes', () => {
  for (const statement of lockedCheck) expect(statement).toMatch(/^[^\s'\\$`;][^'\\$`;]*$/);
});

const ciYaml = (more: string): string =>
  `standard:\n  name: '@acme/standard'\n  version: 1.0.0\nregistry: localhost:5000\nenvironments:\n  - name: staging\n${more}`;

it('uv is what installs where ci.yaml says nothing, pip where it does, and nothing else is taken', () => {
  const installer = (more: string) =>
    installerOf({ ecosystem: 'python' }, unwrap(parseWorkspace(ciYaml(more), 'ci.yaml')));
  expect(installer('')).toBe('uv');
  expect(installer('pythonPackageManager: pip\n')).toBe('pip');
  for (const hostile of ['poetry', '"pip; rm -rf /"', '[pip]', '{}', '1', '../pip', 'constructor']) {
    const parsed = parseWorkspace(ciYaml(`pythonPackageManager: ${hostile}\n`), 'ci.yaml');
    expect(parsed.ok ? [] : parsed.problems.map(({ where }) => where), hostile).toEqual([
      'ci.yaml › pythonPackageManager',
    ]);
  }
});
