import { expect, it } from 'vitest';
import { commitAll } from '../../world/git.js';
import { must } from '../../world/must.js';
import { tasksThat } from '../../world/tasks.js';
import type { Mixed } from './stage.js';

const library = 'libs/words';
const manifest = `[project]
name = "words"
version = "0.1.0"
requires-python = ">=3.11"

[build-system]
requires = ["uv_build>=0.8,<1"]
build-backend = "uv_build"
`;

/** Which images are built anew. */
export function describeAffected(mixed: () => Mixed): void {
  const images = async (): Promise<string[]> =>
    tasksThat('ran', must(await mixed().tasks('image'), 'nx run-many -t image'), ':image');
  const affected = async (): Promise<string[]> => {
    const { output } = must(
      await mixed().workspace.nx(['show', 'projects', '--affected', '--base=HEAD~1', '--json']),
      'nx show projects --affected',
    );
    return (JSON.parse(output.slice(output.indexOf('['))) as string[]).sort();
  };

  it('a line of the front end: the front end', async () => {
    const { workspace } = mixed();
    await workspace.edit('apps/shop/src/pages/home-page.tsx', (text) =>
      text.replace('<Page title="Notes">', '<Page title="All notes">'),
    );
    await commitAll(workspace);
    expect(await affected()).toEqual(['shop']);
    expect(await images()).toEqual(['shop:image']);
  });

  it('a Python library that the API begins to use: the API', async () => {
    const { workspace } = mixed();
    await workspace.write(`${library}/pyproject.toml`, manifest);
    await workspace.write(`${library}/src/words/__init__.py`, 'def count(text: str) -> int:\n    return len(text.split())\n'); // prettier-ignore
    await workspace.edit('pyproject.toml', (text) => text.replace('"apps/orders",', `"apps/orders",\n    "${library}",`)); // prettier-ignore
    await workspace.edit('apps/orders/pyproject.toml', (text) =>
      text
        .replace(/^dependencies = \[$/m, 'dependencies = [\n  "words",')
        .concat('\n[tool.uv.sources]\nwords = { workspace = true }\n'),
    );
    must(await workspace.run('uv', ['lock']), 'uv lock');
    await commitAll(workspace);
    expect(await images()).toEqual(['orders:image']);
  });

  it('a line of that library: the library and its user', async () => {
    const { workspace } = mixed();
    await workspace.edit(`${library}/src/words/__init__.py`, (text) => text.replace('text.split()', 'text.strip().split()')); // prettier-ignore
    await commitAll(workspace);
    expect(await affected()).toEqual(['orders', 'words']);
    expect(await images()).toEqual(['orders:image']);
  });

  it('a test of the API: no image', async () => {
    const { workspace } = mixed();
    await workspace.write('apps/orders/tests/unit/test_nothing.py', 'def test_nothing() -> None:\n    assert True\n'); // prettier-ignore
    expect(await images()).toEqual([]);
  });
}
