import { must } from './must.js';
import type { Ran, Sandbox } from './sandbox.js';

/** With a database unless said otherwise: that is the larger half of what is generated. */
const withDatabase = (options: readonly string[]): readonly string[] =>
  options.some((option) => option.startsWith('--database')) ? options : ['--database=postgres', ...options];

/** `nx g @org/ci:service` with the one stack that there is; whatever it answers is for the test to judge. */
export const tryService = (workspace: Sandbox, name: string, ...options: string[]): Promise<Ran> =>
  workspace.nx([
    'g',
    '@org/ci:service',
    name,
    '--stack=node-api',
    ...withDatabase(options),
    '--no-interactive',
  ]);

/** A service that must come into being. */
export async function addService(workspace: Sandbox, name: string, ...options: string[]): Promise<Ran> {
  return must(await tryService(workspace, name, ...options), `nx g @org/ci:service ${name}`);
}
