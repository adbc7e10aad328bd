import type { Sandbox } from './sandbox.js';

/** Leaves a service what its image is built with: it installs in a fraction of the time. */
export async function slim(workspace: Sandbox, service: string): Promise<void> {
  await workspace.edit(`apps/${service}/package.json`, (text) => {
    const manifest = JSON.parse(text) as { devDependencies: Record<string, string> };
    const { esbuild = '', 'get-tsconfig': tsconfig = '' } = manifest.devDependencies;
    const devDependencies = { esbuild, 'get-tsconfig': tsconfig };
    return `${JSON.stringify({ ...manifest, devDependencies }, null, 2)}\n`;
  });
}
