import type { Syntax } from '../tree/context';
import { parseLines } from './parse';

export const linesSyntax: Syntax = {
  parse: parseLines,
  toLines: (_, body) => body,
  toInline: () => undefined,
};
