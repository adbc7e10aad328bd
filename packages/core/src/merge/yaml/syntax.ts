import type { Syntax } from '../tree/context';
import { mergeText } from './merge-text';
import { recast } from './pairs';
import { parseYaml } from './parse';
import { hasItsEntries } from './references';
import { requote, toInline, toLines } from './write';

export const yamlSyntax: Syntax = {
  parse: parseYaml,
  toLines,
  toInline,
  requote,
  mergeLeaf: mergeText,
  recast,
  isWhole: hasItsEntries,
  toEmpty: (kind) => (kind === 'map' ? '{}' : '[]'),
};
