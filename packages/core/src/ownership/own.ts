import { isMap, Pair, YAMLMap } from 'yaml';
import type { FileOwner } from '../manifest/file-owners';
import { editManifest } from '../yaml/edit-manifest';
import { plainNode, scalarNode, type PlainValue } from '../yaml/node';

const entry = ({ owner, reason, until }: FileOwner): PlainValue => ({
  owner,
  ...(reason !== undefined && { reason }),
  ...(until !== undefined && { until }),
});

/** The manifest with the file among its `files`: it is whose the entry says from now on. */
export const ownFile = (text: string, file: string, owner: FileOwner): string =>
  editManifest(text, (root) => {
    const files = root.get('files');
    const entries = isMap(files) ? files : new YAMLMap();
    if (entries !== files) root.set(scalarNode('files'), entries);
    if (entries.items.length === 0) entries.flow = false;
    const index = entries.items.findIndex(({ key }) => String(key) === file);
    const pair = new Pair(scalarNode(file), plainNode(entry(owner)));
    if (index < 0) entries.items.push(pair);
    else entries.set(file, pair.value);
  });

/** The manifest without the file among its `files`: it is the standard's again. */
export const giveBack = (text: string, file: string): string =>
  editManifest(text, (root) => {
    const files = root.get('files');
    if (!isMap(files)) return;
    files.delete(file);
    if (files.items.length === 0) root.delete('files');
  });
