import { branchSays, sayOf, type Branch, type Entry, type Value } from './tree';

/** A file of one document as the stream of documents that trees begin with. */
export function asStream(text: string, value: Value): Branch {
  const place = {
    start: 0,
    leadEnd: 0,
    contentStart: 0,
    keyEnd: 0,
    end: text.length,
    noteStart: -1,
    noteEnd: -1,
  };
  const entry: Entry = {
    text,
    name: '~1',
    key: undefined,
    identities: ['document '],
    props: '',
    value,
    ...place,
  };
  return {
    ...{ kind: 'list', text, says: branchSays('list', [sayOf(entry)]), start: 0, end: text.length },
    ...{ layout: 'lines', joiner: '', indent: 0, isCompact: false, introEnd: 0, tailStart: text.length },
    ...{ entries: [entry], isSet: false },
  };
}

/** Comments at the top, up to `content`, that an empty line separates from what follows are about the whole file. */
export function introEnd(text: string, from: number, content: number): number {
  const above = text.slice(from, content);
  const blank = above.lastIndexOf('\n\n');
  if (blank >= 0) return from + blank + 2;
  return above.startsWith('\n') ? from + 1 : from;
}
