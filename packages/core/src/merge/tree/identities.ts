/** Keys by which the items of lists of maps are known, the strongest first. What is after `name` is Kubernetes' and compose's. */
const strong = ['id', 'name', 'uses', 'repo'];
const weak = [
  'mountPath',
  'containerPort',
  'topologyKey',
  'devicePath',
  'ip',
  'key',
  'port',
  'target',
  'type',
  'kind',
  'path',
  'run',
];

/** Lists whose order is the meaning: argument lists. */
const argv = new Set(['command', 'args', 'entrypoint', 'test', 'cmd']);

/** Whether the list below this key is an argument list, which is one value. */
export const isArgv = (key: string | undefined): boolean => key !== undefined && argv.has(key);

const withoutRef = (uses: string): string => uses.replace(/(?<=[^@])@[^@]*$/, '');

/** Lists of mounts and of published ports, which compose has in a short form, too: `data:/data`, `8080:80`. */
const ends = new Set(['volumes', 'ports']);

/** Scalar fields of an item, below `key`, that is a map, as `field value`, in the order of strength. */
export function itemIdentities(fields: ReadonlyMap<string, string>, key?: string): string[] {
  const kind = fields.get('kind');
  const name = fields.get('metadata.name');
  const object = kind !== undefined && name !== undefined ? [`object ${kind}/${name}`, `called ${name}`] : [];
  const known = [...strong, ...weak].flatMap((field) => {
    const value = fields.get(field);
    if (value === undefined) return [];
    return [`${field} ${field === 'uses' ? withoutRef(value) : value}`];
  });
  const target = key !== undefined && ends.has(key) ? fields.get('target') : undefined;
  return [...object, ...known, ...(target === undefined ? [] : [`end ${target}`])];
}

/** The end of a mount or of a published port: what no other one of the list has. */
function lastPart(text: string): string | undefined {
  const parts = text.replace(/:(ro|rw|z|Z|cached|delegated|consistent)(,[a-z]+)*$/, '').split(':');
  const last = parts.at(-1);
  return parts.length > 1 && last ? last.replace(/\/(tcp|udp)$/, '') : undefined;
}

/** What the scalar items of a list below `key` can be recognised by, besides their text. */
export function scalarIdentities(key: string | undefined, text: string): string[] {
  const found: string[] = [];
  const isEnd = key !== undefined && ends.has(key);
  if (isEnd) found.push(`end ${lastPart(text) ?? text}`);
  if (key === 'tmpfs') found.push(`end ${text.split(':')[0] ?? text}`);
  const named = /^(--?[\w-]+|[\w./@-]*?[\w./-])(?===?|@|:|>=|~=| )/.exec(text)?.[1];
  if (named !== undefined && !isEnd) found.push(`named ${named}`);
  return found;
}

/** What an address calls an item with these identities. */
export const itemName = (identities: readonly string[]): string | undefined =>
  identities[0]?.slice(identities[0].indexOf(' ') + 1);
