import { isMap, isScalar, isSeq, parseDocument, type Document, type Pair, type YAMLMap } from 'yaml';
import type { Problem } from '../problem/problem';
import { failed, ok, type Result } from '../problem/result';
import { Digest } from '../pins/names';
import { editEntry } from './overlay-edit';

/** What an overlay says about one image (kustomize's `images:`). */
export interface OverlayImage {
  readonly newName: string | undefined;
  readonly digest: string | undefined;
}

const invalid = (source: string, what: string): Problem => ({
  code: 'overlay-invalid',
  where: source,
  what,
  fix: 'correct the file: kubectl kustomize says whether it can be read',
});

const text = (map: YAMLMap, key: string): string | undefined => {
  const value = map.get(key);
  return typeof value === 'string' ? value : undefined;
};

interface Found {
  readonly document: Document.Parsed;
  readonly entry: YAMLMap | undefined;
}

/** Why it cannot be read; aliases without an anchor show when the values are asked for. */
function yamlError(document: Document.Parsed): string | undefined {
  const error = document.errors[0];
  if (error) return error.message.split('\n')[0] ?? 'is not YAML';
  try {
    document.toJS({ maxAliasCount: 50 });
    return undefined;
  } catch (unresolved) {
    return unresolved instanceof Error ? unresolved.message : 'is not YAML';
  }
}

function find(source: string, content: string, image: string): Result<Found> {
  const document = parseDocument(content, { logLevel: 'error' });
  const error = yamlError(document);
  if (error !== undefined) return failed(invalid(source, error));
  if (!isMap(document.contents)) return failed(invalid(source, 'is not a kustomization: no map at the top'));
  const images = document.get('images');
  if (images !== undefined && images !== null && !isSeq(images))
    return failed(invalid(source, 'images is not a list'));
  const entries = isSeq(images)
    ? images.items.filter(isMap).filter((map) => text(map, 'name') === image)
    : [];
  if (entries.length > 1) return failed(invalid(source, `image ${image} is listed ${entries.length} times`));
  return ok({ document, entry: entries[0] });
}

/** What the overlay says about the image; undefined where it does not mention it. Code: overlay-invalid. */
export function readOverlayImage(
  content: string,
  image: string,
  source: string,
): Result<OverlayImage | undefined> {
  const found = find(source, content, image);
  if (!found.ok) return found;
  const { entry } = found.value;
  if (!entry) return ok(undefined);
  const digest = text(entry, 'digest');
  if (digest !== undefined && !Digest.safeParse(digest).success)
    return failed(invalid(source, `the digest of image ${image} is no sha256 digest`));
  return ok({ newName: text(entry, 'newName'), digest });
}

/** Without source positions: what is not in block style is written anew, with its comments. */
function editDocument({ document, entry }: Found, image: string, newName: string, digest: string): string {
  if (entry) {
    entry.set('newName', newName);
    entry.delete('newTag');
    entry.set('digest', digest);
  } else {
    if (!isSeq(document.get('images'))) document.set('images', document.createNode([]));
    document.addIn(['images'], document.createNode({ name: image, newName, digest }));
  }
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

const isCurrent = (entry: YAMLMap, newName: string, digest: string): boolean =>
  text(entry, 'digest') === digest && text(entry, 'newName') === newName && !entry.has('newTag');

/** What was edited is read again: an edit that others would not understand is not written. */
function confirm(
  edited: string,
  image: string,
  newName: string,
  digest: string,
  source: string,
): Result<string> {
  const check = readOverlayImage(edited, image, source);
  if (!check.ok) return check;
  if (check.value?.digest === digest && check.value.newName === newName) return ok(edited);
  return failed(invalid(source, `the entry of image ${image} cannot be edited`));
}

/** Pairs with plain scalars only can be edited in place. */
const isSimple = ({ flow, items }: YAMLMap): boolean =>
  !flow && items.every((pair: Pair) => isScalar(pair.key) && isScalar(pair.value));

/**
 * Makes a digest current in the text of a kustomization: `newTag` goes, `newName` and `digest` are set; everything else
 * stays as it is, to the byte where the entry is in block style. The same digest again changes nothing.
 * Code: overlay-invalid.
 */
export function setOverlayDigest(
  content: string,
  image: string,
  newName: string,
  digest: string,
  source: string,
): Result<string> {
  const found = find(source, content, image);
  if (!found.ok) return found;
  const { entry } = found.value;
  if (entry && isCurrent(entry, newName, digest)) return ok(content);
  const edited =
    entry && isSimple(entry)
      ? editEntry(content, entry, newName, digest)
      : editDocument(found.value, image, newName, digest);
  return confirm(edited, image, newName, digest, source);
}
