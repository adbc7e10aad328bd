import { delimiter } from 'node:path';

const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;

/** Variables that only the demo's own runs need: whoever plays has Nx as it comes. */
const ours = /^(ORG_CI_|NX_|NO_COLOR$|FORCE_COLOR$|PATH$|npm_config_prefer_offline$)/;

/**
 * A file to source in a POSIX shell: engine, registries, scanner, uv. Of PATH, what the demo put in front of `path`, the
 * search path that it was started with.
 */
export function formatEnvironment(env: Readonly<Record<string, string>>, path: string): string {
  const known = path.split(delimiter);
  const added = (env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== '' && !known.includes(folder));
  return [
    '# Source this in a POSIX shell: . ./env.sh',
    '# The engine and the registries that the demo left running, its scanner and uv; `npm run demo -- --down` ends them.',
    ...Object.entries(env)
      .filter(([name]) => !ours.test(name))
      .map(([name, value]) => `export ${name}=${quoted(value)}`),
    ...(added.length > 0 ? [`export PATH=${quoted(added.join(delimiter))}:"$PATH"`] : []),
    '',
  ].join('\n');
}

/** npm's settings for a registry that takes any token. See npmrc(5), "Auth related configuration". */
export function formatNpmSettings({
  npm_config_registry: registry,
}: Readonly<Record<string, string>>): string {
  return registry ? `${registry.replace(/^https?:/, '')}:_authToken=anonymous\n` : '';
}
