import type { PythonManager } from './manager';

const settings = `# An application, run from this folder, and no package that others install.
[tool.uv]
package = false

`;

export const uv: PythonManager = {
  id: 'uv',
  run: (words) => `uv run --locked ${words}`,
  runFile: (file) => `uv run --locked ${file}`,
  settings,
  words: () => ({
    needs: '[uv](https://docs.astral.sh/uv/)',
    first: [],
    prefix: 'uv run ',
    add: ['uv add <package>', 'a dependency; it goes into pyproject.toml and the uv.lock of the workspace'],
  }),
  check: [],
};
