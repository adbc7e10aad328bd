import { ProblemError, type CommitPin, type StandardData } from '@org/ci-core';

const missing = (kind: string, name: string, standard: StandardData): ProblemError =>
  new ProblemError({
    code: 'pin-missing',
    where: `${standard.name} › pins.${kind}`,
    what: `nothing is pinned for ${name}`,
    fix: `add ${name} to the standard's pins`,
  });

/** `name:tag` that the standard has for a purpose. */
export function standardImage(standard: StandardData, purpose: string): string {
  const image = standard.pins.images[purpose];
  if (image === undefined) throw missing('images', purpose, standard);
  return image;
}

/** Exact version of a tool. */
export function toolVersion(standard: StandardData, tool: string): string {
  const version = standard.pins.tools[tool];
  if (version === undefined) throw missing('tools', tool, standard);
  return version;
}

/** Commit and version of an action's repository; `github/codeql-action/init` is in `github/codeql-action`. */
export function actionPin(standard: StandardData, action: string): CommitPin {
  const pin = standard.pins.actions[action.split('/').slice(0, 2).join('/')];
  if (pin === undefined) throw missing('actions', action, standard);
  return pin;
}
