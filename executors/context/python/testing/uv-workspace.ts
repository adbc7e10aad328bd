import type { ProjectGraph } from '@nx/devkit';
import { Workspace, type Service, type Stack } from '@org/ci-core';
import type { Task } from '../../../frame/task';
import type { TestPackage } from './package-index';

/** `extra` of worked is asked for by one service only; forked has two versions, by the version of Python. */
export const packages: readonly TestPackage[] = [
  { name: 'webby', version: '1.0.0', requires: ['deep>=1', 'quick>=1; extra == "fast"'] },
  { name: 'deep', version: '1.0.0' },
  { name: 'deep', version: '1.1.0' },
  { name: 'quick', version: '1.0.0' },
  { name: 'exact', version: '1.0.0' },
  { name: 'tested', version: '1.0.0', requires: ['probe'] },
  { name: 'probe', version: '1.0.0' },
  { name: 'others', version: '1.0.0' },
  { name: 'forked', version: '1.0.0' },
  { name: 'forked', version: '2.0.0' },
];

const member = (name: string, dependencies: readonly string[], more = '', python = '>=3.11'): string =>
  `[project]\nname = "${name}"\nversion = "0.1.0"\nrequires-python = "${python}"\n` +
  `dependencies = ${JSON.stringify(dependencies)}\n${more}`;

const workspaceSource = (...names: readonly string[]): string =>
  `\n[tool.uv.sources]\n${names.map((name) => `${name} = { workspace = true }\n`).join('')}`;
const built = '\n[build-system]\nrequires = ["uv_build"]\nbuild-backend = "uv_build"\n';

/** Files of a uv workspace: orders → money → dates; bills → dates. Nobody uses unused. */
export const uvWorkspace = (index: string): Record<string, string> => ({
  'pyproject.toml': `# which folders\n[tool.uv.workspace]\nmembers = ["apps/*", "libs/*"]\n
[tool.uv]\nconstraint-dependencies = ["deep<2"]\n\n[dependency-groups]\nlint = ["others"]\n
[[tool.uv.index]]\nname = "local"\nurl = "${index}"\nformat = "flat"\ndefault = true\n
[tool.ruff]\nline-length = 100\n`,
  'apps/orders/pyproject.toml': member(
    'orders',
    ['webby[fast]', 'money', 'forked==1; python_version < "3.13"', 'forked==2; python_version >= "3.13"'],
    `\n[dependency-groups]\ndev = ["tested"]\n${workspaceSource('money')}`,
  ),
  'apps/bills/pyproject.toml': member('bills', ['others', 'Dates'], workspaceSource('dates'), '>=3.11.1'),
  'libs/money/pyproject.toml': member('money', ['exact', 'dates'], workspaceSource('dates') + built),
  'libs/money/src/money/__init__.py': '',
  'libs/dates/pyproject.toml': member('dates', [], built),
  'libs/dates/src/dates/__init__.py': '',
  'libs/unused/pyproject.toml': member('unused', ['others'], built),
  'apps/orders/app/__init__.py': '',
  'apps/orders/Dockerfile': 'FROM scratch\n',
});

const workspace = Workspace.parse({
  standard: { name: '@acme/standard', version: '1.0.0' },
  registry: 'localhost:5000',
  environments: [{ name: 'staging' }],
});
const graph = { nodes: {}, externalNodes: {}, dependencies: {} } as unknown as ProjectGraph;

/** The service orders in a workspace of these files. */
export const orders = (
  root: string,
): Pick<Task<unknown>, 'root' | 'graph' | 'project' | 'directory' | 'service' | 'workspace' | 'stack'> => ({
  root,
  graph,
  project: 'orders',
  directory: 'apps/orders',
  service: {} as Service,
  workspace,
  stack: { ecosystem: 'python' } as Stack,
});
