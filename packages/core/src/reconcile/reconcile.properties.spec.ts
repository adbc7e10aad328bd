import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../synthesis/rendered-file';
import { emptyDisk, file, sync } from './testing/disk';

const path = fc.constantFrom('a/Dockerfile', 'a/compose.yaml', 'b/x.yml', 'c');
const ownership = fc.constantFrom('managed', 'merged', 'seeded' as const);
const text = fc.oneof(
  fc.constantFrom('v1\n', 'v2\n', 'v1\r\n', ''),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
);
const rendering = fc.uniqueArray(
  fc.record({ path, text, ownership }).map((one): RenderedFile => file(one.path, one.text, one.ownership)),
  { selector: (one) => one.path, maxLength: 4 },
);
/** What happens to a workspace: the standard moves, the user edits or deletes. */
const event = fc.oneof(
  fc.record({ kind: fc.constant('sync' as const), rendered: rendering }),
  fc.record({ kind: fc.constant('edit' as const), path, text: text.map((one) => `mine ${one}`) }),
  fc.record({ kind: fc.constant('delete' as const), path }),
);

describe('any history of syncs, edits and deletions', () => {
  it('is settled after one run: the second plans nothing', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), rendering, (events, last) => {
        const disk = emptyDisk();
        for (const one of events) {
          if (one.kind === 'sync') sync(disk, one.rendered);
          else if (one.kind === 'edit') disk.files[one.path] = one.text;
          else Reflect.deleteProperty(disk.files, one.path);
        }
        sync(disk, last);
        const before = { files: { ...disk.files }, lock: disk.lock };
        const plan = sync(disk, last);
        expect(plan.writes).toEqual([]);
        expect(plan.deletes).toEqual([]);
        expect({ files: disk.files, lock: disk.lock }).toEqual(before);
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('never loses a line that the user wrote, except into a managed file that was generated', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 10 }), (events) => {
        const disk = emptyDisk();
        const written = new Map<string, string>();
        for (const one of events) {
          if (one.kind === 'edit') {
            disk.files[one.path] = one.text;
            written.set(one.path, one.text);
          } else if (one.kind === 'delete') {
            Reflect.deleteProperty(disk.files, one.path);
            written.delete(one.path);
          } else {
            const isDrift = (file: string): boolean => disk.lock?.files[file]?.ownership === 'managed';
            const given = [...written.keys()].filter(
              (file) =>
                one.rendered.some((want) => want.path === file && want.ownership === 'managed') &&
                isDrift(file),
            );
            sync(disk, one.rendered);
            for (const file of given) written.delete(file);
          }
          for (const [file, mine] of written) expect(disk.files[file]).toBe(mine);
        }
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);
});
