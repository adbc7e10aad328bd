import { lstat, mkdir, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import { listFiles, listTopFiles } from './list';
import type { ContextFile } from './plan';
import { digestFolder, writeContext } from './write';

let root: string;
let folder: string;
beforeEach(async () => {
  root = await writeFolder({ 'a/x.ts': 'x', 'a/run.sh': '#!', 'b/y.ts': 'y' });
  folder = path.join(root, 'out');
});
afterEach(() => rm(root, { recursive: true }));

const copy = (file: string): ContextFile => ({ path: file, kind: 'copy' });
const text = (file: string, content: string): ContextFile => ({ path: file, kind: 'text', text: content });
const tree = async () => (await readdir(folder, { recursive: true })).sort();

describe('writeContext', () => {
  it('makes the folder hold exactly the files', async () => {
    await writeContext(root, folder, [copy('a/x.ts'), text('p.json', '{}')]);
    expect(await tree()).toEqual(['a', 'a/x.ts', 'p.json']);
    await writeFile(path.join(folder, 'stray'), '');
    await mkdir(path.join(folder, 'b/y.ts'), { recursive: true });
    await writeContext(root, folder, [copy('b/y.ts'), text('p.json', '{1}')]);
    expect(await tree()).toEqual(['b', 'b/y.ts', 'p.json']);
    expect(await readFile(path.join(folder, 'p.json'), 'utf8')).toBe('{1}');
  });

  it('touches only what differs', async () => {
    const files = [copy('a/x.ts'), text('p.json', '{}')];
    await writeContext(root, folder, files);
    const before = await stat(path.join(folder, 'a/x.ts'));
    await writeFile(path.join(folder, 'p.json'), 'damaged');
    await writeContext(root, folder, files);
    expect((await stat(path.join(folder, 'a/x.ts'))).ino).toBe(before.ino);
    expect(await readFile(path.join(folder, 'p.json'), 'utf8')).toBe('{}');
  });

  it('keeps the right to run a file, and nothing else of its mode', async () => {
    const { chmod } = await import('node:fs/promises');
    await chmod(path.join(root, 'a/run.sh'), 0o775);
    await chmod(path.join(root, 'a/x.ts'), 0o600);
    await writeContext(root, folder, [copy('a/run.sh'), copy('a/x.ts')]);
    expect((await stat(path.join(folder, 'a/run.sh'))).mode & 0o777).toBe(0o755);
    expect((await stat(path.join(folder, 'a/x.ts'))).mode & 0o777).toBe(0o644);
  });

  it('passes symbolic links on', async () => {
    await symlink('x.ts', path.join(root, 'a/link'));
    await writeContext(root, folder, [copy('a/link')]);
    expect((await lstat(path.join(folder, 'a/link'))).isSymbolicLink()).toBe(true);
    expect(await readlink(path.join(folder, 'a/link'))).toBe('x.ts');
  });

  it('gives the digest of what the folder holds, until somebody else writes to it', async () => {
    await symlink('x.ts', path.join(root, 'a/link'));
    const files = [copy('a/x.ts'), copy('a/link'), copy('a/run.sh'), text('a.json', '{}')];
    const digest = await writeContext(root, folder, files);
    expect(await digestFolder(folder)).toBe(digest);
    await writeFile(path.join(folder, 'a/x.ts'), 'y');
    expect(await digestFolder(folder)).not.toBe(digest);
    expect(await writeContext(root, folder, files)).toBe(digest);
    await writeFile(path.join(folder, 'a/new.ts'), '');
    expect(await digestFolder(folder)).not.toBe(digest);
  });

  it('two writers at once leave a whole', async () => {
    const files = Array.from({ length: 30 }, (_, index) =>
      text(`d${index % 5}/f${index}`, 'x'.repeat(index * 1000)),
    );
    await Promise.all([writeContext(root, folder, files), writeContext(root, folder, files)]);
    expect((await tree()).filter((name) => name.includes('/f'))).toHaveLength(30);
  });
});

describe('listFiles', () => {
  it('does not look into node_modules and git', async () => {
    await mkdir(path.join(root, 'a/node_modules/z'), { recursive: true });
    await writeFile(path.join(root, 'a/node_modules/z/i.js'), '');
    await writeFile(path.join(root, 'top'), '');
    expect((await listFiles(root, 'a')).sort()).toEqual(['a/run.sh', 'a/x.ts']);
    expect(await listTopFiles(root)).toEqual(['top']);
  });
});
