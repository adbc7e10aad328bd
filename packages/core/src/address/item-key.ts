import { isMap, isScalar, type Document } from 'yaml';

/** Lists of Kubernetes whose items are known by something else than their `name`: `patchMergeKey` of its API. */
const ofList: Readonly<Record<string, string>> = {
  volumeMounts: 'mountPath',
  volumeDevices: 'devicePath',
  topologySpreadConstraints: 'topologyKey',
};

/**
 * What items are called by, the best first. After `id`, `name` and `uses`: merge keys of Kubernetes' API, and what
 * compose, kustomize and pre-commit know their items by.
 */
const fields = [
  'id',
  'name',
  'uses',
  'mountPath',
  'containerPort',
  'port',
  'topologyKey',
  'devicePath',
  'ip',
  'host',
  'path',
  'repo',
  'target',
  'secretName',
  'key',
  'type',
];

/** `actions/checkout@v4` → `actions/checkout`, `docker://node:24@sha256:…` → `docker://node`: what stays when a pin moves. */
export const withoutRef = (uses: string): string =>
  uses.replace(/(?<=.)@[^@]*$/, '').replace(/^(docker:\/\/.*):[^/:]*$/, '$1');

function textOf(node: unknown): string | undefined {
  if (!isScalar(node)) return undefined;
  const { value } = node;
  if (typeof value === 'string' && value !== '') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

/** A name, and the field that it comes from: the place of that field in the order, 0 for a scalar's own text. */
interface Name {
  readonly rank: number;
  readonly text: string;
}

/** Everything that an item could be called by, the best first. */
function names(node: unknown, list: string | undefined): Name[] {
  const own = textOf(node);
  if (own !== undefined) return [{ rank: 0, text: own }];
  if (!isMap(node)) return [];
  const first = list === undefined ? undefined : ofList[list];
  return [first, ...fields].flatMap((field, index) => {
    const text = field === undefined ? undefined : textOf(node.get(field, true));
    return text === undefined ? [] : [{ rank: index + 1, text: field === 'uses' ? withoutRef(text) : text }];
  });
}

const idOf = ({ rank, text }: Name): string => `${rank} ${text}`;

/** Names that more than one item has by the same field. */
function shared(all: readonly (readonly Name[])[]): ReadonlySet<string> {
  const seen = new Set<string>();
  return new Set(
    all.flat().flatMap((name) => {
      const isSeen = seen.has(idOf(name));
      seen.add(idOf(name));
      return isSeen ? [idOf(name)] : [];
    }),
  );
}

/** Each item gets its best name that is no other's; of an `id` and a `name` that are the same, the `id` has it. */
function keysOf(all: readonly (readonly Name[])[]): (string | undefined)[] {
  const ambiguous = shared(all);
  const keys = all.map((): string | undefined => undefined);
  const taken = new Set<string>();
  const ranked = all
    .flatMap((own, index) => own.map((name) => ({ ...name, index })))
    .sort((a, b) => a.rank - b.rank || a.index - b.index);
  for (const { rank, text, index } of ranked) {
    if (keys[index] !== undefined || taken.has(text) || ambiguous.has(idOf({ rank, text }))) continue;
    keys[index] = text;
    taken.add(text);
  }
  return keys;
}

/**
 * What each item of a list is called in an address: its `id`, else `name`, else `uses` without its ref, else a merge key
 * of Kubernetes, else the scalar's text; always one that no other item has. Undefined: the item cannot be told apart.
 * @param list key that the list is the value of, e.g. `volumeMounts`
 */
export const itemKeys = (items: readonly unknown[], list?: string): (string | undefined)[] =>
  keysOf(items.map((item) => names(item, list)));

/**
 * Index of the item that is called so; what it could be called besides its key is understood, too (`volumeMounts[tmp]`
 * for the mount of the volume tmp), where it is clear.
 */
export function itemIndex(items: readonly unknown[], key: string, list?: string): number | undefined {
  const all = items.map((item) => names(item, list));
  const exact = keysOf(all).indexOf(key);
  if (exact >= 0) return exact;
  const also = all.flatMap((own, index) => (own.some(({ text }) => text === key) ? [index] : []));
  return also.length === 1 ? also[0] : undefined;
}

function documentNames({ contents }: Pick<Document, 'contents'>): Name[] {
  if (!isMap(contents)) return [];
  const kind = textOf(contents.get('kind', true));
  const name = textOf(contents.getIn(['metadata', 'name'], true));
  if (kind === undefined) return [];
  return [...(name === undefined ? [] : [{ rank: 0, text: `${kind}/${name}` }]), { rank: 1, text: kind }];
}

/** What each document of a stream is called: `Deployment/payments`, else its kind; undefined where that is not unique. */
export const documentKeys = (documents: readonly Pick<Document, 'contents'>[]): (string | undefined)[] =>
  keysOf(documents.map(documentNames));
