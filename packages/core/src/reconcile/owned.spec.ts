import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../synthesis/rendered-file';
import { codes, emptyDisk, file, managed, merged, path, sync } from './testing/disk';

describe('a file that its user owns', () => {
  const own = new Set([path]);
  it('is never written, and merged again when it is given back', () => {
    const disk = emptyDisk();
    sync(disk, [merged('FROM a\nUSER 1\n')]);
    disk.files[path] = 'FROM a\nENV MINE=1\nUSER 1\n';
    const plan = sync(disk, [merged('FROM a\nUSER 2\n')], own);
    expect(plan).toMatchObject({ writes: [], findings: [], lock: { pending: [] } });
    expect(plan.lock.files[path]).toMatchObject({ ejected: '1.0.0' });
    Reflect.deleteProperty(disk.files, path);
    expect(sync(disk, [merged('FROM a\nUSER 3\n')], own).writes).toEqual([]);
    disk.files[path] = 'FROM a\nENV MINE=1\nUSER 1\n';
    sync(disk, [merged('FROM a\nUSER 4\n')]);
    expect(disk.files[path]).toBe('FROM a\nENV MINE=1\nUSER 4\n');
    expect(disk.lock?.files[path]).not.toHaveProperty('ejected');
  });

  it('is not overwritten when the standard manages it', () => {
    const disk = emptyDisk();
    const ignore = 'apps/a/Dockerfile.dockerignore';
    sync(disk, [managed('v1\n')]);
    disk.files[ignore] = 'mine\n';
    sync(disk, [managed('v2\n')], new Set([ignore]));
    for (let run = 0; run < 2; run += 1)
      expect(codes(sync(disk, [managed('v2\n')]).findings)).toEqual(['managed-now']);
    expect(disk.files[ignore]).toBe('mine\n');
  });

  it('stays when it is no longer generated', () => {
    const disk = emptyDisk();
    sync(disk, [merged('v1\n')]);
    sync(disk, [merged('v1\n')], own);
    sync(disk, []);
    expect(disk.files).toEqual({ [path]: 'v1\n' });
  });
});

describe('a bot’s newer pin', () => {
  const workflow = (version: string, sha: string): RenderedFile =>
    file('.github/workflows/security.yml', `- uses: a/b@${sha.repeat(40)} # ${version}\n`, 'managed');
  it('in a managed file is no drift, until the standard’s is newer', () => {
    const disk = emptyDisk();
    const { path: place } = workflow('v1.0.0', '1');
    sync(disk, [workflow('v1.0.0', '1')]);
    disk.files[place] = workflow('v1.1.0', '2').text;
    expect(sync(disk, [workflow('v1.0.0', '1')])).toMatchObject({ writes: [], findings: [] });
    expect(sync(disk, [workflow('v1.0.0', '1')])).toMatchObject({ writes: [], findings: [] });
    sync(disk, [workflow('v1.0.1', '4')]);
    expect(disk.files[place], 'also when another text is generated').toBe(workflow('v1.1.0', '2').text);
    sync(disk, [workflow('v1.2.0', '3')]);
    expect(disk.files[place]).toBe(workflow('v1.2.0', '3').text);
    sync(disk, [workflow('v1.0.0', '1')]);
    expect(disk.files[place], 'the standard’s own may go back').toBe(workflow('v1.0.0', '1').text);
  });
});
