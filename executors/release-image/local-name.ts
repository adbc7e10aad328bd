/** The name under which nx release looks for a project's image in the engine (getDefaultImageReference of @nx/docker). */
export function localName(directory: string): string {
  const name = directory
    .replace(/^[\\/]/, '')
    .replace(/[\\/\s]+/g, '-')
    .toLowerCase();
  return name.length > 128 ? name.slice(-128) : name;
}
