import {
  isCollection,
  isNode,
  isPair,
  LineCounter,
  parseAllDocuments,
  visit,
  type Document,
  type Pair,
} from 'yaml';
import { parseAddress } from '../address/address';
import { findPlace, isPlace, isStream } from '../override/place';
import { firstLine, type Lines } from './finding';

interface Parsed {
  readonly documents: Document[];
  readonly counter: LineCounter;
}

function parse(text: string): Parsed {
  const counter = new LineCounter();
  const read = parseAllDocuments(text, { logLevel: 'error', lineCounter: counter });
  return { documents: 'empty' in read ? [] : read, counter };
}

/** Lines of a node or of a pair, whose key stands first. */
function linesOf(entry: unknown, counter: LineCounter): Lines | undefined {
  const [first, last] = isPair(entry) ? [entry.key, entry.value ?? entry.key] : [entry, entry];
  if (!isNode(first) || !first.range) return undefined;
  const end = isNode(last) && last.range ? last.range[1] : first.range[1];
  const start = counter.linePos(first.range[0]).line;
  return { start, end: Math.max(start, counter.linePos(Math.max(first.range[0], end - 1)).line) };
}

/** Lines of an address in YAML or JSON; of the nearest place above it that is there. Undefined: nothing of it is. */
export function linesOfAddress(text: string, at: string): Lines | undefined {
  const parsed = parseAddress(at, '');
  if (!parsed.ok || parsed.value.length === 0) return undefined;
  const { documents, counter } = parse(text);
  for (let length = parsed.value.length; length > 0; length--) {
    const found = findPlace(documents, parsed.value.slice(0, length));
    if (!isPlace(found) || found.index === undefined) continue;
    const { container, index } = found;
    const entry = isStream(container) ? container[index]?.contents : container.items[index];
    return linesOf(entry, counter);
  }
  return undefined;
}

/** `overrides[0].at`, `files.k8s/base/x.yaml` as keys; of a part with dots the rest is one key, too. */
const partsOf = (expression: string): string[] => expression.split(/\.|(?=\[)/).filter((part) => part !== '');

function childOf(node: unknown, part: string): { entry: unknown; value: unknown } | undefined {
  if (!isCollection(node)) return undefined;
  const index = /^\[(\d+)\]$/.exec(part)?.[1];
  const entry: unknown = index === undefined ? (node.items as unknown[]).find((one) => isPair(one) && String(one.key) === part) : node.items[Number(index)]; // prettier-ignore
  return entry === undefined ? undefined : { entry, value: isPair(entry) ? entry.value : entry };
}

/** The first entry of that key, wherever it is: `node:24-slim` of a lock file's images. */
function pairCalled(documents: readonly Document[], key: string): Pair | undefined {
  let found: Pair | undefined;
  for (const document of documents)
    visit(document, {
      Pair: (_, pair) => {
        if (found || String(pair.key) !== key) return undefined;
        found = pair;
        return visit.BREAK;
      },
    });
  return found;
}

/** Lines of what a problem names in a manifest: `overrides[0]`, `files.Dockerfile`, `environments.prod.replicas`. */
export function linesOfManifestPath(text: string, expression: string): Lines {
  const { documents, counter } = parse(text);
  const parts = partsOf(expression);
  let node: unknown = documents[0]?.contents;
  let best: unknown;
  for (let index = 0; index < parts.length; index++) {
    const rest = parts.slice(index).join('.');
    const found = childOf(node, parts[index] ?? '') ?? childOf(node, rest);
    if (!found) break;
    best = found.entry;
    node = found.value;
  }
  return linesOf(best ?? pairCalled(documents, expression), counter) ?? firstLine;
}
