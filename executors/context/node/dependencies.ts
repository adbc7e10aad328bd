const sections = ['dependencies', 'devDependencies', 'optionalDependencies'] as const;

/** Any record with npm's sections, whatever stands behind a name. */
type Sections = Readonly<
  Partial<Record<(typeof sections)[number], Readonly<Record<string, unknown>> | undefined>>
>;

/**
 * The sections of a manifest, or of a lock file's entry, narrowed to these names; empty ones are left out. What is for
 * development stays so: a bundler takes it all the same where the source imports it.
 */
export function narrowDependencies<T extends Sections>(
  manifest: T,
  names: readonly string[],
): Pick<T, keyof T & (typeof sections)[number]> {
  const narrowed = sections.flatMap((section) => {
    const left = Object.entries(manifest[section] ?? {}).filter(([name]) => names.includes(name));
    return left.length > 0 ? [[section, Object.fromEntries(left)] as const] : [];
  });
  return Object.fromEntries(narrowed) as Pick<T, keyof T & (typeof sections)[number]>;
}

/**
 * A manifest, or a lock file's entry, as it is for what is shipped: development dependencies with these names are plain
 * ones, the others are left out.
 */
export function shippedDependencies<T extends Sections>(
  manifest: T,
  names: readonly string[],
): Omit<T, 'devDependencies'> {
  const { devDependencies = {}, ...rest } = manifest;
  const moved = Object.entries(devDependencies).filter(([name]) => names.includes(name));
  if (moved.length === 0) return rest;
  return { ...rest, dependencies: { ...Object.fromEntries(moved), ...rest.dependencies } };
}

/** Names that a manifest declares for itself; a peer is somebody else's to bring. */
export const declaredIn = (manifest: Sections): ReadonlySet<string> =>
  new Set(sections.flatMap((section) => Object.keys(manifest[section] ?? {})));
