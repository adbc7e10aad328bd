import { uniqueNames } from '../tree/names';
import { branchSays, sayOf, type Branch, type Entry } from '../tree/tree';
import { asStream, introEnd } from '../tree/whole';

const variable = /^\s*(?:export\s+)?([A-Za-z_][\w.-]*)\s*=/;

const isComment = (line: string): boolean => line.trim() === '' || line.trimStart().startsWith('#');

function readLine(text: string, start: number, contentStart: number, end: number): Entry {
  const line = text.slice(contentStart, end - 1);
  const name = variable.exec(line)?.[1];
  const says = JSON.stringify(line.trimEnd());
  return {
    ...{ text, key: undefined, identities: name === undefined ? [] : [`variable ${name}`], props: '' },
    ...{ start, leadEnd: contentStart, contentStart, keyEnd: contentStart, end, noteStart: -1, noteEnd: -1 },
    value: { kind: 'leaf', says, start: contentStart, end: end - 1, form: 'plain', string: line.trimEnd() },
    name: name ?? line.trim(),
  };
}

/** A list of lines (`.env`, `.dockerignore`): in order, comments with the line below them. */
export function parseLines(text: string): Branch {
  const drafts: Entry[] = [];
  let start = 0;
  let first: number | undefined;
  for (let at = 0; at < text.length;) {
    const end = text.indexOf('\n', at) + 1 || text.length;
    if (!isComment(text.slice(at, end))) {
      if (first === undefined) start = introEnd(text, 0, at);
      first ??= start;
      drafts.push(readLine(text, start, at, end));
      start = end;
    }
    at = end;
  }
  const names = uniqueNames(drafts.map(({ name }) => name));
  const entries = drafts.map((entry, index): Entry => ({ ...entry, name: names[index] ?? '' }));
  return asStream(text, {
    ...{
      kind: 'list',
      text,
      says: branchSays('list', entries.map(sayOf)),
      start: 0,
      end: text.length,
      layout: 'lines',
    },
    ...{
      joiner: '',
      indent: 0,
      isCompact: false,
      introEnd: first ?? 0,
      tailStart: start,
      entries,
      isSet: false,
    },
  });
}
