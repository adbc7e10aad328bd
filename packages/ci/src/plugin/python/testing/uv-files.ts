/** What a lock file is made of here: members and packages, with what they need. */
export interface LockedPackage {
  readonly name: string;
  readonly version?: string;
  /** Folder of a member. */
  readonly folder?: string;
  readonly needs?: readonly string[];
  /** Of its group dev. */
  readonly dev?: readonly string[];
  /** What the index says of its file. */
  readonly hash?: string;
}

const list = (key: string, names: readonly string[]): string =>
  names.length === 0 ? '' : `${key} = [\n${names.map((name) => `    { name = "${name}" },\n`).join('')}]\n`;

function block({ name, version = '1.0.0', folder, needs = [], dev = [], hash = 'a' }: LockedPackage): string {
  const source = folder === undefined ? 'registry = "https://pypi.org/simple"' : `virtual = "${folder}"`;
  const file =
    folder === undefined
      ? `wheels = [\n    { url = "https://files.example/${name}.whl", hash = "sha256:${hash}" },\n]\n`
      : '';
  const groups = dev.length === 0 ? '' : `\n[package.dev-dependencies]\n${list('dev', dev)}`;
  return `[[package]]\nname = "${name}"\nversion = "${version}"\nsource = { ${source} }\n${list('dependencies', needs)}${file}${groups}`;
}

/** Text of a uv.lock as uv writes it. */
export function formatLock(packages: readonly LockedPackage[]): string {
  const members = packages.filter(({ folder }) => folder !== undefined).map(({ name }) => `    "${name}",\n`);
  const head = `version = 1\nrevision = 3\nrequires-python = ">=3.11"\n\n[manifest]\nmembers = [\n${members.join('')}]\n`;
  return [head, ...packages.map(block)].join('\n');
}

/** Text of a member's pyproject.toml. */
export const formatMember = (name: string, needs: readonly string[], dev: readonly string[] = []): string =>
  `[project]\nname = "${name}"\nversion = "1.0.0"\nrequires-python = ">=3.11"\ndependencies = ${JSON.stringify(needs)}\n
[dependency-groups]\ndev = ${JSON.stringify(dev)}\n`;

/** orders → money → dates, bills → dates, and packages of their own, of which deep is needed by another. */
export const locked: readonly LockedPackage[] = [
  { name: 'bills', folder: 'apps/bills', needs: ['dates', 'others'] },
  { name: 'dates', folder: 'libs/dates', dev: ['pytest', 'ruff'] },
  { name: 'deep' },
  { name: 'money', folder: 'libs/money', needs: ['dates', 'exact'] },
  { name: 'exact' },
  { name: 'orders', folder: 'apps/orders', needs: ['money', 'webby'] },
  { name: 'others' },
  { name: 'pytest' },
  { name: 'ruff' },
  { name: 'webby', needs: ['deep'] },
];

export const uvFiles: Readonly<Record<string, string>> = {
  'pyproject.toml':
    '[tool.uv.workspace]\nmembers = ["apps/orders", "apps/bills", "libs/*"]\n\n[tool.ruff]\nline-length = 100\n',
  'uv.lock': formatLock(locked),
  'apps/orders/pyproject.toml': formatMember('orders', ['webby>=1', 'Money']),
  'apps/orders/app.py': '',
  'apps/bills/pyproject.toml': formatMember('bills', ['others', 'dates']),
  'libs/money/pyproject.toml': formatMember('money', ['exact', 'dates']),
  'libs/money/src/money/__init__.py': '',
  'libs/dates/pyproject.toml': formatMember('dates', [], ['pytest', 'ruff>=1']),
  'libs/dates/src/dates/__init__.py': '',
};
