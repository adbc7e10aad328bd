import type { Syntax } from '../tree/context';
import { indentedLike } from './indent';
import { parseJson } from './parse';

/** An entry is shown, and read again, as an object or list that has only it. */
export const jsonSyntax: Syntax = {
  parse: parseJson,
  writtenLike: indentedLike,
  toLines: ({ key }, body) => (key === undefined ? `[${body}]\n` : `{${body}}\n`),
  toInline: () => undefined,
};
