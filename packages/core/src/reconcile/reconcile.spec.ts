import { describe, expect, it } from 'vitest';
import { basePath } from './lock';
import { codes, emptyDisk, file, managed, merged, sync } from './testing/disk';

describe('reconcile of a managed file', () => {
  it('generates it anew after an edit or a deletion, and says so', () => {
    const disk = emptyDisk();
    sync(disk, [managed('v1\n')]);
    disk.files['apps/a/Dockerfile.dockerignore'] = 'mine\n';
    expect(codes(sync(disk, [managed('v1\n')]).findings)).toEqual(['drift']);
    expect(disk.files['apps/a/Dockerfile.dockerignore']).toBe('v1\n');
    delete disk.files['apps/a/Dockerfile.dockerignore'];
    expect(codes(sync(disk, [managed('v1\n')]).findings)).toEqual(['missing']);
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
    expect(disk.lock?.pending).toEqual([]);
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
