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

/** Names that a manifest declares for itself; a peer is somebody else's to bring. */
export const declaredIn = (manifest: Sections): ReadonlySet<string> =>
  new Set(sections.flatMap((section) => Object.keys(manifest[section] ?? {})));
