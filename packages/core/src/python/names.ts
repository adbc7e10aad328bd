/** A package's name as indexes compare it: `Typing_Extensions` → typing-extensions (PEP 503). */
export const normalizedName = (name: string): string => name.toLowerCase().replace(/[-_.]+/g, '-');

/** Normalized name of a requirement: `attrs[x] >= 23; python_version < "3.13"` → attrs (PEP 508). */
export function requirementName(requirement: string): string | undefined {
  const name = /^\s*([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)/.exec(requirement)?.[1];
  return name === undefined ? undefined : normalizedName(name);
}
