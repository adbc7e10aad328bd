import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../synthesis/rendered-file';
import { basePath, formatLock, parseLock, pendingPath } from './lock';
import { emptyDisk, file, sync } from './testing/disk';

const merged = (text: string): RenderedFile => file('apps/a/Dockerfile', text, 'merged');
const managed = (text: string): RenderedFile => file('apps/a/Dockerfile.dockerignore', text, 'managed');
const codes = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code);

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

  it('keeps an edit, silently while the standard stays, pending when it moves', () => {
    const disk = emptyDisk();
    sync(disk, [merged('v1\n')]);
    disk.files['apps/a/Dockerfile'] = 'mine\n';
    expect(sync(disk, [merged('v1\n')])).toMatchObject({ writes: [], findings: [] });
    const plan = sync(disk, [merged('v2\n')]);
    expect(codes(plan.findings)).toEqual(['both-changed']);
    expect(plan.findings[0]?.what, 'it need not be the standard').toContain(
      'service.yaml, ci.yaml, the pins and',
    );
    expect(plan.findings[0]?.what).not.toMatch(/by the standard|the standard’s/);
    expect(plan.lock.pending).toHaveLength(1);
    expect(disk.files['apps/a/Dockerfile']).toBe('mine\n');
    expect(disk.files[basePath('apps/a/Dockerfile')], 'the merge base is not lost').toBe('v1\n');
    expect(sync(disk, [merged('v2\n')]).lock).toEqual(plan.lock);
  });

  it('lays the standard’s text out until the user decides', () => {
    const path = 'apps/a/Dockerfile';
    const pending = () => {
      const disk = emptyDisk();
      sync(disk, [merged('v1\n')]);
      disk.files[path] = 'mine\n';
      sync(disk, [merged('v2\n')]);
      expect(disk.files[pendingPath(path)]).toBe('v2\n');
      return disk;
    };
    const moved = pending();
    sync(moved, [merged('v3\n')]);
    expect(moved.files[pendingPath(path)], 'the latest').toBe('v3\n');

    const taken = pending();
    taken.files[path] = 'mine and v2\n';
    taken.files[basePath(path)] = taken.files[pendingPath(path)] ?? '';
    Reflect.deleteProperty(taken.files, pendingPath(path));
    expect(sync(taken, [merged('v2\n')])).toMatchObject({ findings: [], lock: { pending: [] } });
    expect(taken.files).toEqual({ [path]: 'mine and v2\n', [basePath(path)]: 'v2\n' });
    expect(sync(taken, [merged('v2\n')])).toMatchObject({ writes: [], findings: [] });

    const given = pending();
    Reflect.deleteProperty(given.files, path);
    expect(sync(given, [merged('v2\n')])).toMatchObject({ findings: [], lock: { pending: [] } });
    expect(given.files).toEqual({ [path]: 'v2\n', [basePath(path)]: 'v2\n' });

    const reverted = pending();
    sync(reverted, [merged('v1\n')]);
    expect(reverted.files).toEqual({ [path]: 'mine\n', [basePath(path)]: 'v1\n' });

    const gone = pending();
    sync(gone, []);
    expect(gone.files).toEqual({ [path]: 'mine\n' });
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
});

describe('reconcile of a managed file', () => {
  it('generates it anew after an edit or a deletion, and says so', () => {
    const disk = emptyDisk();
    sync(disk, [managed('v1\n')]);
    disk.files['apps/a/Dockerfile.dockerignore'] = 'mine\n';
    expect(codes(sync(disk, [managed('v1\n')]).findings)).toEqual(['drift']);
    expect(disk.files['apps/a/Dockerfile.dockerignore']).toBe('v1\n');
    delete disk.files['apps/a/Dockerfile.dockerignore'];
    expect(codes(sync(disk, [managed('v1\n')]).findings)).toEqual(['drift']);
    expect(disk.files['apps/a/Dockerfile.dockerignore']).toBe('v1\n');
  });

  it('of before is kept and reported until it is gone', () => {
    const disk = emptyDisk({ 'apps/a/Dockerfile.dockerignore': 'mine\n' });
    for (let run = 0; run < 2; run += 1)
      expect(codes(sync(disk, [managed('v1\n')]).findings)).toEqual(['not-adopted']);
    expect(disk.files['apps/a/Dockerfile.dockerignore']).toBe('mine\n');
  });

  it('that was merged and edited before is not overwritten', () => {
    const disk = emptyDisk();
    sync(disk, [merged('v1\n')]);
    disk.files['apps/a/Dockerfile'] = 'mine\n';
    const plan = sync(disk, [{ ...merged('v2\n'), ownership: 'managed' }]);
    expect(codes(plan.findings)).toEqual(['managed-now']);
    expect(disk.files['apps/a/Dockerfile']).toBe('mine\n');
    delete disk.files['apps/a/Dockerfile'];
    sync(disk, [{ ...merged('v2\n'), ownership: 'managed' }]);
    expect(disk.files['apps/a/Dockerfile']).toBe('v2\n');
    expect(disk.files[pendingPath('apps/a/Dockerfile')]).toBeUndefined();
  });
});

describe('reconcile of the rest', () => {
  it('writes a seeded file once', () => {
    const disk = emptyDisk();
    sync(disk, [file('src/main.ts', 'v1\n', 'seeded')]);
    delete disk.files['src/main.ts'];
    expect(sync(disk, [file('src/main.ts', 'v2\n', 'seeded')]).writes).toEqual([]);
  });

  it('removes what is no longer generated, keeps what was edited', () => {
    const disk = emptyDisk();
    sync(disk, [merged('v1\n'), managed('v1\n'), file('apps/a/compose.yaml', 'v1\n', 'merged')]);
    disk.files['apps/a/compose.yaml'] = 'mine\n';
    const plan = sync(disk, []);
    expect(codes(plan.findings)).toEqual(['orphan']);
    expect(disk.files).toEqual({ 'apps/a/compose.yaml': 'mine\n' });
    expect(plan.lock.files).toEqual({});
  });

  it('sets a mode when it creates or when the standard changes it', () => {
    const disk = emptyDisk();
    const script = { ...merged('#!/bin/sh\n'), mode: 0o755 as const };
    expect(sync(disk, [merged('v1\n')]).writes[0]).toMatchObject({ mode: 0o644 });
    expect(sync(disk, [merged('v2\n')]).writes[0]).not.toHaveProperty('mode');
    expect(sync(disk, [script]).writes[0]).toMatchObject({ mode: 0o755 });
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', 'a//b', './a', 'C:\\x', 'a\nb', ''])(
    'refuses to generate %j and goes on with the others',
    (path) => {
      const disk = emptyDisk();
      const plan = sync(disk, [file(path, 'x', 'merged'), merged('v1\n')]);
      expect(codes(plan.findings)).toEqual(['path-refused']);
      expect(Object.keys(disk.files)).toEqual(['apps/a/Dockerfile', basePath('apps/a/Dockerfile')]);
    },
  );

  it('refuses a path that is made twice', () => {
    expect(codes(sync(emptyDisk(), [merged('a'), merged('b')]).findings)).toEqual(['path-refused']);
  });
});

describe('a lock', () => {
  const entry = { ownership: 'merged', hash: '0'.repeat(64), mode: '644' };
  const text = (path: string): string =>
    JSON.stringify({
      schema: 1,
      standard: { name: '@org/ci-standard', version: '1.0.0' },
      files: { [path]: entry },
      pending: [],
    });

  it('survives being written and read', () => {
    const parsed = parseLock(text('apps/a/Dockerfile'), 'lock');
    expect(parsed.ok && parseLock(formatLock(parsed.value), 'lock')).toEqual(parsed);
  });

  it.each(['../../etc/passwd', '/etc/passwd', 'a/../../b', '..', 'C:\\a', 'a\u0000b'])(
    'with the path %j is refused',
    (path) => {
      expect(parseLock(text(path), 'lock').ok).toBe(false);
    },
  );

  it.each(['', '[]', '{', 'null', '{"schema":2}'])('of %j is a problem, not an exception', (damaged) => {
    expect(parseLock(damaged, 'lock')).toMatchObject({ ok: false });
  });
});
