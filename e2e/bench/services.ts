import type { Sandbox } from '../world/sandbox.js';

const manifest = (name: string, port: number): string =>
  `name: ${name}\nstack: node-api\nport: ${port}\ndatabase: none\n`;

export const serviceNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `service-${String(index).padStart(4, '0')}`);

/** Services of manifest and package.json only: enough for the graph, without the time that generating them takes. */
export async function writeServices(
  workspace: Sandbox,
  count: number,
  targets: Readonly<Record<string, object>> = {},
): Promise<string[]> {
  const names = serviceNames(count);
  for (const [index, name] of names.entries()) {
    const nx = Object.keys(targets).length > 0 ? { nx: { targets } } : {};
    await workspace.write(`apps/${name}/service.yaml`, manifest(name, 3000 + index));
    await workspace.write(
      `apps/${name}/package.json`,
      `${JSON.stringify({ name, version: '0.0.0', private: true, ...nx }, null, 2)}\n`,
    );
  }
  return names;
}
