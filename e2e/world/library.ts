import { must } from './must.js';
import type { Sandbox } from './sandbox.js';

/** Condition under which packages of the workspace export their sources; the root package's name. */
async function sourceCondition(workspace: Sandbox): Promise<string> {
  const { name } = JSON.parse(await workspace.read('package.json')) as { name: string };
  return name;
}

/** A library of the workspace as `nx g @nx/js:lib` lays it out: `libs/<name>`, package `@acme/<name>`. */
export async function writeLibrary(workspace: Sandbox, name: string, source: string): Promise<void> {
  const manifest = {
    name: `@acme/${name}`,
    version: '0.0.0',
    private: true,
    type: 'module',
    exports: { '.': { [await sourceCondition(workspace)]: './src/index.ts', default: './dist/index.js' } },
  };
  await workspace.write(`libs/${name}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`);
  await workspace.write(`libs/${name}/src/index.ts`, source);
}

/** Lets a service depend on a library; `line` is put after the imports of its main file. */
export async function importLibrary(
  workspace: Sandbox,
  folder: string,
  name: string,
  use: { readonly imported: string; readonly line: string },
): Promise<void> {
  await workspace.edit(`${folder}/package.json`, (text) => {
    const manifest = JSON.parse(text) as { dependencies: Record<string, string> };
    const dependencies = { [`@acme/${name}`]: '*', ...manifest.dependencies };
    return `${JSON.stringify({ ...manifest, dependencies }, null, 2)}\n`;
  });
  await workspace.edit(
    `${folder}/src/main.ts`,
    (text) => `import { ${use.imported} } from '@acme/${name}';\n${text}\n${use.line}\n`,
  );
}

/** A library that two scenarios need: it counts money. */
export const writeMoney = (workspace: Sandbox): Promise<void> =>
  writeLibrary(workspace, 'money', 'export const cents = (euros: number): number => euros * 100;\n');

/** Lets a service count in it. */
export const importMoney = (workspace: Sandbox, service: string): Promise<void> =>
  importLibrary(workspace, `apps/${service}`, 'money', {
    imported: 'cents',
    line: 'export const fee = cents(3);',
  });

/** What a person runs after such an edit. */
export async function installPackages(workspace: Sandbox): Promise<void> {
  must(await workspace.run('npm', ['install', '--no-audit', '--no-fund']), 'npm install');
}
