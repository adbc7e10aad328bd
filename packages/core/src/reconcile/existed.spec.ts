import { describe, expect, it } from 'vitest';
import { codes, emptyDisk, file, managed, merged, path, sync } from './testing/disk';

const workflow = '.github/workflows/ci.yml';
const theirs = (command: string) => [
  file(
    workflow,
    `name: CI\njobs:\n  image:\n    steps:\n      - id: suite\n        run: ${command}\n`,
    'merged',
  ),
];
const ours = 'name: Ours\non: push\njobs:\n  all:\n    steps:\n      - id: own\n        run: z\n';

describe('a file that was there before it was generated', () => {
  it('is never removed, also where it is the same as the standard’s', () => {
    const disk = emptyDisk({ [path]: 'FROM a\n', [managed('').path]: '**\n' });
    sync(disk, [merged('FROM a\n'), managed('**\n')]);
    expect(disk.lock?.files[path]).toMatchObject({ existed: true });
    const plan = sync(disk, []);
    expect(plan.findings).toEqual([]);
    expect(disk.files).toEqual({ [path]: 'FROM a\n', [managed('').path]: '**\n' });
  });

  it('stays after it has followed the standard; one that was generated goes', () => {
    const disk = emptyDisk({ [path]: 'FROM a\n' });
    for (const version of ['a', 'b', 'c']) sync(disk, [merged(`FROM ${version}\n`), managed(`${version}\n`)]);
    sync(disk, []);
    expect(disk.files).toEqual({ [path]: 'FROM c\n' });
  });

  it('is in no conflict over what was never taken over, and is proposed what the standard has now', () => {
    const disk = emptyDisk({ [workflow]: ours });
    expect(codes(sync(disk, theirs('x')).findings)).toEqual(['kept-existing']);
    const plan = sync(disk, theirs('y'));
    expect(disk.files[workflow]).toBe(ours);
    expect(plan.findings).toEqual([]);
    expect(plan.lock.pending.map(({ kind }) => kind)).toEqual(plan.lock.pending.map(() => 'proposed'));
    expect(plan.lock.pending.map((one) => one.theirs).join()).toContain('run: y');
    expect(plan.lock.pending.map((one) => one.theirs).join()).not.toContain('run: x');
  });

  it('is asked nothing again that was settled', () => {
    const disk = emptyDisk({ [workflow]: ours });
    sync(disk, theirs('x'));
    if (disk.lock) disk.lock = { ...disk.lock, pending: [] };
    const plan = sync(disk, theirs('x'));
    expect(plan.lock.pending).toEqual([]);
  });
});
