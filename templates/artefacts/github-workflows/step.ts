import type { WorkspaceInput } from '@org/ci-core';
import { commented, type Noted, type YamlObject } from '../../yaml/value';
import { actionPin } from '../pins';

/** One step of a job. Every one has an id: edits and upgrades find it by that. */
export type Step = YamlObject;

/** `owner/repository@commit # version`; by its version alone where nobody has resolved it yet: no commit is invented. */
export function uses({ standard }: WorkspaceInput, action: string): Noted | string {
  const { sha, version } = actionPin(standard, action);
  return sha === undefined ? `${action}@${version}` : commented(`${action}@${sha}`, version);
}

/** A step that runs an action. */
export const actionStep = (
  input: WorkspaceInput,
  id: string,
  name: string,
  action: string,
  settings: { readonly with?: YamlObject; readonly if?: string; readonly env?: YamlObject } = {},
): Step => ({ id, name, if: settings.if, uses: uses(input, action), env: settings.env, with: settings.with });

/** A step that runs a script. Whatever comes from outside reaches it through `env`, never through an expression in it. */
export const scriptStep = (
  id: string,
  name: string,
  lines: readonly string[],
  settings: { readonly if?: string; readonly env?: YamlObject } = {},
): Step => ({
  id,
  name,
  if: settings.if,
  env: settings.env,
  run: ['set -euo pipefail', ...lines, ''].join('\n'),
});
