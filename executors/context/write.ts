import {
  chmod,
  lstat,
  mkdir,
  readdir,
  readFile,
  readlink,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { randomUUID } from 'node:crypto';
import path from 'node:path';
import pLimit from 'p-limit';
import { sha256 } from '../frame/sha256';
import type { ContextFile } from './plan';
import { sweep } from './sweep';

/** What a file is to Docker: its bytes (or where it leads) and whether it may be run. The rest differs by machine. */
interface Content {
  readonly bytes: Buffer;
  readonly mode: 0o644 | 0o755 | 'link';
}

async function contentOf(file: string): Promise<Content | undefined> {
  const stat = await lstat(file).catch(() => undefined);
  if (stat === undefined || stat.isDirectory()) return undefined;
  if (stat.isSymbolicLink()) return { bytes: Buffer.from(await readlink(file)), mode: 'link' };
  return { bytes: await readFile(file), mode: (stat.mode & 0o100) === 0 ? 0o644 : 0o755 };
}

const wanted = async (root: string, file: ContextFile): Promise<Content> => {
  if (file.kind === 'text') return { bytes: Buffer.from(file.text), mode: 0o644 };
  const content = await contentOf(path.join(root, file.path));
  if (content) return content;
  throw new Error(`${file.path} vanished while the build context was written`);
};

const same = (a: Content | undefined, b: Content): boolean => a?.mode === b.mode && a.bytes.equals(b.bytes);

/** Puts a file in place whole: two runs of the same service may write at the same time. Drafts lie outside the folder. */
async function put(file: string, { bytes, mode }: Content, drafts: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = path.join(drafts, `draft-${randomUUID()}`);
  try {
    if (mode === 'link') await symlink(bytes.toString(), draft);
    else {
      await writeFile(draft, bytes);
      await chmod(draft, mode);
    }
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

const lineOf = (file: string, { mode, bytes }: Content): string =>
  JSON.stringify([file, mode, sha256(bytes)]);

const digestOf = (lines: readonly string[]): string => sha256([...lines].sort().join('\n'));

/** Of Node's four file system threads none is idle; more files would only be held in memory. */
const filesAtOnce = 16;

/**
 * Makes a folder hold exactly these files, touching only what differs: BuildKit then sends only that.
 * Modes are 644 or 755 whatever the umask was, so that two machines build the same image.
 * Files are written in the folder of drafts first; it is on the same file system, and no part of what is sent.
 * Returns a digest of all: names, modes and bytes.
 */
export async function writeContext(
  root: string,
  folder: string,
  files: readonly ContextFile[],
  drafts = path.dirname(folder),
): Promise<string> {
  await mkdir(folder, { recursive: true });
  await sweep(
    folder,
    files.map((file) => file.path),
  );
  const limit = pLimit(filesAtOnce);
  const bring = async (file: ContextFile): Promise<string> => {
    const target = path.join(folder, file.path);
    const content = await wanted(root, file);
    if (!same(await contentOf(target), content)) await put(target, content, drafts);
    return lineOf(file.path, content);
  };
  // after a failure (a full disk) nothing more is begun
  const lines = await Promise.all(files.map((file) => limit(() => bring(file)))).finally(() => {
    limit.clearQueue();
  });
  return digestOf(lines);
}

/**
 * The digest of what a folder holds now, as writeContext gives it: another one where somebody has written to it since.
 */
export async function digestFolder(folder: string): Promise<string> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const limit = pLimit(filesAtOnce);
  const line = async (file: string): Promise<string[]> => {
    const content = await contentOf(file);
    return content ? [lineOf(path.relative(folder, file).split(path.sep).join('/'), content)] : [];
  };
  const files = entries.filter((entry) => !entry.isDirectory());
  const lines = await Promise.all(
    files.map((entry) => limit(() => line(path.join(entry.parentPath, entry.name)))),
  );
  return digestOf(lines.flat());
}
