import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standard as base } from './standard';
import { change, type Change } from './testing/changes';
import { applyEdits, edit, isValid } from './testing/edits';
import { directory, pendingOf, synchronize, type Disk } from './testing/fleet';
import { manifests } from './testing/manifests';
import { standardOf } from './testing/versions';

const runs = Number(process.env.ORG_CI_RUNS ?? 25);

/** Versions 1, 2, … of a standard, and a workspace that was generated with the first. */
const history = fc.tuple(manifests, fc.array(change, { minLength: 2, maxLength: 4 }));
const generate = (text: string, changes: readonly Change[], n: number): Disk => {
  const disk: Disk = new Map([[`${directory}/service.yaml`, text]]);
  const { problems } = synchronize(disk, standardOf(base, changes, n), false);
  expect(problems).toEqual([]);
  for (const [path, made] of disk) expect(isValid(path, made), path).toBe(true);
  return disk;
};
const upgrade = (disk: Disk, changes: readonly Change[], n: number) =>
  synchronize(disk, standardOf(base, changes, n), true);

describe('a service and the versions of its standard', () => {
  it('without edits: an upgrade is what would be generated, in one step or in many, and back', () => {
    fc.assert(
      fc.property(history, ([text, changes]) => {
        const last = changes.length;
        const wanted = generate(text, changes, last);
        const direct = generate(text, changes, 1);
        upgrade(direct, changes, last);
        expect(direct).toEqual(wanted);
        const stepwise = generate(text, changes, 1);
        for (let n = 2; n <= last; n += 1) upgrade(stepwise, changes, n);
        expect(stepwise).toEqual(wanted);
        upgrade(stepwise, changes, 1);
        expect(stepwise).toEqual(generate(text, changes, 1));
      }),
      { numRuns: runs },
    );
  }, 3_600_000);

  it('with edits: each survives or waits, files stay YAML and JSON, and a second upgrade changes nothing', () => {
    fc.assert(
      fc.property(history, fc.array(edit, { minLength: 1, maxLength: 12 }), ([text, changes], edits) => {
        const disk = generate(text, changes, 1);
        const marks = applyEdits(disk, edits);
        for (let n = 2; n <= changes.length; n += 1) {
          const waiting = pendingOf(upgrade(disk, changes, n)).map((one) => `${one.path} ${one.mine ?? ''}`);
          for (const [path, words] of marks) {
            const now = disk.get(path) ?? '';
            expect(isValid(path, now), `${path} ${now}`).toBe(true);
            for (const word of words)
              if (!now.includes(word)) expect(waiting.join('\n'), `${path}: ${word}`).toContain(word);
          }
          const before = new Map(disk);
          expect(
            upgrade(disk, changes, n).plans.flatMap(({ writes, deletes }) => [...writes, ...deletes]),
          ).toEqual([]);
          expect(disk).toEqual(before);
        }
      }),
      { numRuns: runs },
    );
  }, 3_600_000);
});
