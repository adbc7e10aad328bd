import type { Syntax } from '../tree/context';
import { mergeText } from './merge-text';
import { recast } from './pairs';
import { parseYaml } from './parse';
import { requote, toInline, toLines } from './write';

export const yamlSyntax: Syntax = {
  parse: parseYaml,
  toLines,
  toInline,
  requote,
  mergeLeaf: mergeText,
  recast,
  toEmpty: (kind) => (kind === 'map' ? '{}' : '[]'),
};
