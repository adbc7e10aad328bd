import { describe, expect, it } from 'vitest';
import { take } from '../merge/take';
import type { RenderedFile } from '../synthesis/rendered-file';
import { basePath } from './lock';
import { codes, emptyDisk, file, merged, path, sync } from './testing/disk';

describe('reconcile of a merged file', () => {
  it('writes it with its base, and then nothing', () => {
    const disk = emptyDisk();
    expect(sync(disk, [merged('v1\n')])).toMatchObject({ findings: [] });
    expect(disk.files).toEqual({ 'apps/a/Dockerfile': 'v1\n', [basePath('apps/a/Dockerfile')]: 'v1\n' });
    expect(sync(disk, [merged('v1\n')]).writes).toEqual([]);
  });

  it('follows the standard where nobody touched it', () => {
    const disk = emptyDisk();
    sync(disk, [merged('v1\n')]);
    sync(disk, [merged('v2\n')]);
    expect(disk.files['apps/a/Dockerfile']).toBe('v2\n');
    expect(disk.files[basePath('apps/a/Dockerfile')]).toBe('v2\n');
  });

  it('keeps an edit while the standard stays, and merges it when it moves', () => {
    const disk = emptyDisk();
    sync(disk, [merged('FROM a\nUSER 1\n')]);
    disk.files[path] = 'FROM a\nENV MINE=1\nUSER 1\n';
    expect(sync(disk, [merged('FROM a\nUSER 1\n')])).toMatchObject({ writes: [], findings: [] });
    const plan = sync(disk, [merged('FROM a\nUSER 2\n')]);
    expect(plan).toMatchObject({ findings: [], lock: { pending: [] } });
    expect(plan.outcomes).toMatchObject([{ path, kind: 'merged', isEdited: true }]);
    expect(disk.files).toEqual({
      [path]: 'FROM a\nENV MINE=1\nUSER 2\n',
      [basePath(path)]: 'FROM a\nUSER 2\n',
    });
    expect(sync(disk, [merged('FROM a\nUSER 2\n')])).toMatchObject({ writes: [], findings: [] });
  });

  it('says what two branches wrote by hand, and git could not merge, also while the standard stays', () => {
    const disk = emptyDisk();
    const standard = [merged('FROM a\nUSER 1\n')];
    sync(disk, standard);
    const mark = (ours: string, theirs: string): string =>
      `FROM a\n<<<<<<< HEAD\n${ours}=======\n${theirs}>>>>>>> theirs\n`;
    const torn = mark('USER 2\n', 'USER 3\n');
    disk.files[path] = torn;
    const plan = sync(disk, standard);
    expect([codes(plan.findings), disk.files[path]]).toEqual([['torn'], torn]);
    disk.files[path] = mark('USER 2\n', 'USER 1\n');
    expect(sync(disk, standard).findings).toEqual([]);
    expect(disk.files[path]).toBe('FROM a\nUSER 2\n');
  });

  const yaml = 'apps/a/compose.yaml';
  const text = (user: number): string => `services:\n  app:\n    user: ${user}\n    image: a\n`;
  const compose = (user: number): RenderedFile => file(yaml, text(user), 'merged');

  /** Both sides changed the same value. */
  const conflict = () => {
    const disk = emptyDisk();
    sync(disk, [compose(1)]);
    disk.files[yaml] = text(9);
    const plan = sync(disk, [compose(2)]);
    return { disk, plan };
  };

  it('keeps yours where both changed the same, and the place waits with its three texts', () => {
    const { disk, plan } = conflict();
    expect(codes(plan.findings)).toEqual(['pending']);
    expect(plan.findings[0]).toMatchObject({ service: 'a', path: yaml });
    expect(plan.findings[0]?.fix).toContain(`npx nx g @org/ci:resolve a --file=${yaml}`);
    expect(plan.lock.pending).toMatchObject([{ path: yaml, kind: 'changed', version: '1.0.0' }]);
    expect(plan.lock.pending[0]?.mine).toContain('9');
    expect(plan.lock.pending[0]?.theirs).toContain('2');
    expect(disk.files).toEqual({ [yaml]: text(9), [basePath(yaml)]: text(2) });
    const again = sync(disk, [compose(2)]);
    expect(again.lock).toEqual(plan.lock);
    expect(codes(again.findings), 'said until it is decided').toEqual(['pending']);
  });

  it('goes on from there: the next version joins what waits, or settles it', () => {
    const { disk, plan } = conflict();
    const next = sync(disk, [compose(3)]);
    expect(next.lock.pending).toHaveLength(1);
    expect(next.lock.pending[0]?.base, 'where both started').toBe(plan.lock.pending[0]?.base);
    expect(next.lock.pending[0]?.theirs).toContain('3');

    const back = conflict().disk;
    expect(sync(back, [compose(1)]).lock.pending, 'the standard took it back').toEqual([]);
    expect(back.files[yaml]).toBe(text(9));

    const same = conflict().disk;
    expect(sync(same, [compose(9)]).lock.pending, 'the standard follows').toEqual([]);

    const taken = conflict().disk;
    taken.files[yaml] = `${text(2)}networks: {}\n`;
    expect(sync(taken, [compose(2)])).toMatchObject({ findings: [], lock: { pending: [] } });

    const gone = conflict().disk;
    sync(gone, []);
    expect(gone.files, 'no longer generated').toEqual({ [yaml]: text(9) });
  });

  it('without a sound base proposes what the standard wants, and loses nothing', () => {
    for (const damage of [undefined, 'FROM b\n']) {
      const disk = emptyDisk();
      sync(disk, [merged('FROM a\nUSER 1\n')]);
      disk.files[path] = 'FROM a\nUSER 9\n';
      if (damage === undefined) Reflect.deleteProperty(disk.files, basePath(path));
      else disk.files[basePath(path)] = damage;
      const plan = sync(disk, [merged('FROM a\nUSER 2\n')]);
      expect(codes(plan.findings)).toEqual(['base-lost']);
      expect(disk.files[path]).toBe('FROM a\nUSER 9\n');
      expect(plan.lock.pending.length).toBeGreaterThan(0);
      expect(codes(sync(disk, [merged('FROM a\nUSER 2\n')]).findings)).toEqual(['pending']);
    }
  });

  it('is settled when the user took over the standard’s text', () => {
    const disk = emptyDisk();
    sync(disk, [merged('v1\n')]);
    disk.files['apps/a/Dockerfile'] = 'v2\n';
    expect(sync(disk, [merged('v2\n')])).toMatchObject({ findings: [], lock: { pending: [] } });
  });

  it('stays deleted, and is followed again when it is back', () => {
    const disk = emptyDisk();
    sync(disk, [merged('v1\n')]);
    delete disk.files['apps/a/Dockerfile'];
    const once = sync(disk, [merged('v1\n')]);
    expect(once.findings).toMatchObject([
      { code: 'deleted', fix: 'to have it again: rm -f .ci/base/apps/a/Dockerfile.base && npx nx sync' },
    ]);
    expect(sync(disk, [merged('v1\n')])).toMatchObject({ writes: [], findings: [] });
    expect(sync(disk, [merged('v2\n')]).lock.files['apps/a/Dockerfile']).toMatchObject({ deleted: true });
    expect(disk.files['apps/a/Dockerfile']).toBeUndefined();
    disk.files['apps/a/Dockerfile'] = 'v1\n';
    sync(disk, [merged('v2\n')]);
    expect(disk.files['apps/a/Dockerfile']).toBe('v2\n');
  });

  it('is written again when its base is deleted too', () => {
    const disk = emptyDisk();
    sync(disk, [merged('v1\n')]);
    delete disk.files['apps/a/Dockerfile'];
    sync(disk, [merged('v1\n')]);
    Reflect.deleteProperty(disk.files, basePath('apps/a/Dockerfile'));
    const plan = sync(disk, [merged('v2\n')]);
    expect(disk.files['apps/a/Dockerfile']).toBe('v2\n');
    expect(plan.lock.files['apps/a/Dockerfile']).not.toHaveProperty('deleted');
    expect(sync(disk, [merged('v2\n')])).toMatchObject({ writes: [], findings: [] });
  });

  it('of before is kept as the user’s, with the standard’s as base', () => {
    const disk = emptyDisk({ 'apps/a/Dockerfile': 'old\n' });
    expect(codes(sync(disk, [merged('v1\n')]).findings)).toEqual(['kept-existing']);
    expect(disk.files).toMatchObject({
      'apps/a/Dockerfile': 'old\n',
      [basePath('apps/a/Dockerfile')]: 'v1\n',
    });
    expect(sync(disk, [merged('v1\n')])).toMatchObject({ writes: [], findings: [] });
  });

  it('of before that is the same is adopted without a word', () => {
    const disk = emptyDisk({ 'apps/a/Dockerfile': 'v1\n' });
    expect(sync(disk, [merged('v1\n')]).findings).toEqual([]);
    sync(disk, [merged('v2\n')]);
    expect(disk.files['apps/a/Dockerfile']).toBe('v2\n');
  });

  it('keeps CRLF, and does not take it for an edit', () => {
    const disk = emptyDisk();
    sync(disk, [merged('a\nb\n')]);
    disk.files['apps/a/Dockerfile'] = 'a\r\nb\r\n';
    expect(sync(disk, [merged('a\nb\n')])).toMatchObject({ writes: [], findings: [] });
    sync(disk, [merged('a\nc\n')]);
    expect(disk.files['apps/a/Dockerfile']).toBe('a\r\nc\r\n');
  });

  it('does not write its base again that git checked out with CRLF', () => {
    const disk = emptyDisk();
    sync(disk, [merged('a\nb\n')]);
    disk.files[path] = 'a\r\nmine\r\nb\r\n';
    disk.files[basePath(path)] = 'a\r\nb\r\n';
    expect(sync(disk, [merged('a\nb\n')])).toMatchObject({ writes: [], findings: [] });
  });

  it('is not written by half where bytes of it are not UTF-8: all of it waits', () => {
    const disk = emptyDisk();
    sync(disk, [compose(1)]);
    const mine = Buffer.from(`${text(1)}# Gr\xf6\xdfe\n`, 'latin1').toString('utf8');
    disk.files[yaml] = mine;
    const plan = sync(disk, [compose(2)]);
    expect(codes(plan.findings)).toEqual(['pending']);
    expect(plan.lock.pending).toMatchObject([{ path: yaml, at: '', kind: 'file' }]);
    expect(disk.files[yaml]).toBe(mine);
    const place = { at: 'services.app.user', kind: 'changed', base: 'user: 1' } as const;
    expect(take(yaml, mine, { ...place, mine: 'user: 1', theirs: 'user: 2' })).toMatchObject({
      ok: false,
      problems: [{ code: 'not-utf8' }],
    });
  });
});
