import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFile } from './merge-file';
import { isSettled } from './settled';
import { syntaxes } from './syntaxes';
import { kindOf } from './kind';
import { take } from './take';
import { edited, edits } from './testing/random-edits';

const runs = Number(process.env.MERGE_RUNS ?? 40);
const folder = join(__dirname, 'edits');
const files = [
  'ci.yml',
  'Dockerfile',
  'compose.yaml',
  'deployment.yaml',
  'pre-commit.yaml',
  'network-policies.yaml',
  'development.env',
  '.dockerignore',
];

/** Without empty lines. */
const dense = (text: string): string => text.replace(/\n\s*\n/g, '\n').trim();

const marks = (text: string, mark: string): string[] => [
  ...new Set(text.match(new RegExp(`${mark}\\d+x`, 'g')) ?? []),
];

const stages = (dockerfile: string): string[] => dockerfile.match(/^FROM .* AS \S+$/gm) ?? [];

/** What stands before the first stage. */
const globals = (dockerfile: string): string => dockerfile.split(/^FROM /m)[0] ?? '';

/** What the standard remarks on an entry that is gone, goes with it; a FROM that is copied takes others along. */
const takesAway = (isDockerfile: boolean, yours: readonly { kind: string }[]): boolean =>
  yours.some(({ kind }) => kind === 'delete' || kind === 'value' || (isDockerfile && kind === 'copy'));

/** Of the arguments before every FROM nothing is left where they were moved into a stage: remarks on them alone go. */
const remarkedOnMoved = (isDockerfile: boolean, mine: string, theirs: string): string =>
  isDockerfile && !/^ARG /m.test(globals(mine)) ? globals(theirs) : '';

describe.each(files)('random edits of %s', (path) => {
  const base = readFileSync(join(folder, path, 'base'), 'utf8');
  const syntax = syntaxes[kindOf(path)];
  if (!syntax) throw new Error(path);

  it('loses nothing, stays valid, and is settled by taking', () => {
    fc.assert(
      fc.property(edits(4), edits(4), (yours, standards) => {
        const mine = edited(syntax, base, yours, 'mine');
        const theirs = edited(syntax, base, standards, 'theirs');
        const { text, conflicts } = mergeFile(path, { base, mine, theirs });
        expect(syntax.parse(text), 'the result is valid').toBeDefined();
        const kept = [text, ...conflicts.map((one) => one.mine ?? '')].join('\n');
        expect(
          marks(mine, 'mine').filter((mark) => !kept.includes(mark)),
          'lost of mine',
        ).toEqual([]);
        const taken = [text, ...conflicts.map((one) => one.theirs ?? '')].join('\n');
        const isDockerfile = kindOf(path) === 'dockerfile';
        const remarked = takesAway(isDockerfile, yours)
          ? theirs
          : remarkedOnMoved(isDockerfile, mine, theirs);
        const isRemark = (mark: string): boolean => remarked.includes(`# ${mark}`);
        expect(
          marks(theirs, 'theirs').filter((mark) => !taken.includes(mark) && !isRemark(mark)),
          'lost of theirs',
        ).toEqual([]);
        // What was copied may be taken for what it was copied from, where the base is an old one;
        // so, too, in a standard that has two stages of one name.
        const isTwice = standards.some(({ kind }) => kind === 'copy') && isDockerfile;
        if (!isTwice && !yours.some(({ kind }) => kind === 'copy'))
          expect(dense(mergeFile(path, { base, mine: text, theirs }).text), 'a second merge').toBe(
            dense(text),
          );
        expect(mergeFile(path, { base: theirs, mine: text, theirs }).text, 'the next upgrade').toBe(text);
        for (const conflict of conflicts) {
          const result = take(path, text, conflict);
          if (!result.ok) throw new Error(`take ${conflict.at}: ${JSON.stringify(conflict)}`);
          // a place without a name may have got one by that
          const isNumbered = /~\d/.test(conflict.at) && conflict.mine === null;
          expect(isNumbered || isSettled(path, result.value, conflict), conflict.at).toBe(true);
          expect(syntax.parse(result.value), 'valid after taking').toBeDefined();
        }
        // without a stage that a side has removed, what the other one takes from it has no place
        const isStageGone = [mine, theirs].some((side) => !stages(base).every((one) => side.includes(one)));
        if (!isStageGone)
          expect(
            conflicts.filter(({ kind }) => kind === 'file'),
            'as a whole',
          ).toEqual([]);
      }),
      { numRuns: runs },
    );
  });
});
