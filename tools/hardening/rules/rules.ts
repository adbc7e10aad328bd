import type { Rule } from '../rule';
import { containerRules } from './compose-container';
import { togetherRules } from './compose-together';
import { buildRules } from './dockerfile-build';
import { imageRules } from './dockerfile-image';

const byNumber = (one: Rule, other: Rule): number => Number(one.id.slice(1)) - Number(other.id.slice(1));

/** What the text of a service's files shows. */
export const rules: readonly Rule[] = [
  ...[...buildRules, ...imageRules].sort(byNumber),
  ...[...containerRules, ...togetherRules].sort(byNumber),
];
