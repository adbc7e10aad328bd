import type { Syntax } from '../tree/context';
import { mergeIntro } from './directives';
import { mergeWords } from './merge-words';
import { hasItsStages } from './references';
import { parseDockerfile } from './parse';

/** Words of an instruction are shown, and read again, as an instruction that has only them. */
export const dockerfileSyntax: Syntax = {
  parse: parseDockerfile,
  toLines: ({ keyword }, body) => `${keyword ?? ''} ${body}\n`,
  toInline: () => undefined,
  mergeLeaf: mergeWords,
  mergeIntro,
  isWhole: hasItsStages,
  hasLevels: true,
};
