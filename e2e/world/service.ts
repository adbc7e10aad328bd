import { must } from './must.js';
import type { Ran, Sandbox } from './sandbox.js';

const has = (options: readonly string[], name: string) => options.some((option) => option.startsWith(name));

/** node-api unless said otherwise, and with a database: that is the larger half of what is generated. */
const withDefaults = (options: readonly string[]): readonly string[] => {
  if (has(options, '--stack=')) return options;
  const database = has(options, '--database') ? [] : ['--database=postgres'];
  return ['--stack=node-api', ...database, ...options];
};

/** `nx g @org/ci:service`; whatever it answers is for the test to judge. */
export const tryService = (workspace: Sandbox, name: string, ...options: string[]): Promise<Ran> =>
  workspace.nx(['g', '@org/ci:service', name, ...withDefaults(options), '--no-interactive']);

/** A service that must come into being. */
export async function addService(workspace: Sandbox, name: string, ...options: string[]): Promise<Ran> {
  return must(await tryService(workspace, name, ...options), `nx g @org/ci:service ${name}`);
}
