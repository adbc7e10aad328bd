import { isMap, YAMLMap, type Document } from 'yaml';
import { toPlain, withEndsOf } from '../merge/line-ends';
import { parseStructured } from '../override/structured';
import { scalarNode } from './node';

/** Edits the text of a manifest; bytes that the edit does not touch stay, line ends, the last one and byte order mark included. */
export function editManifest(text: string, change: (root: YAMLMap, document: Document) => void): string {
  const manifest = parseStructured('manifest.yaml', toPlain(text).text);
  const [document] = manifest?.documents ?? [];
  if (!manifest || !document || !isMap(document.contents)) return text;
  change(document.contents, document);
  return withEndsOf(text, manifest.print());
}

/** The mapping under a key; made where there is none. */
export function mappingIn(parent: YAMLMap, key: string): YAMLMap {
  const known = parent.get(key);
  if (isMap(known)) return known;
  const made = new YAMLMap();
  parent.set(scalarNode(key), made);
  return made;
}
