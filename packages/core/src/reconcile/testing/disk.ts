import { createHash } from 'node:crypto';
import type { Ownership, RenderedFile } from '../../synthesis/rendered-file';
import type { Lock } from '../lock';
import { reconcile, type ReconcilePlan } from '../reconcile';

/** A workspace in memory. */
export interface Disk {
  readonly files: Record<string, string>;
  lock: Lock | undefined;
}

export const emptyDisk = (files: Record<string, string> = {}): Disk => ({
  files: { ...files },
  lock: undefined,
});

export const file = (path: string, text: string, ownership: Ownership): RenderedFile => ({
  path,
  text,
  ownership,
});

/** Plans and carries out. */
export function sync(
  disk: Disk,
  rendered: readonly RenderedFile[],
  ejected?: ReadonlySet<string>,
): ReconcilePlan {
  const plan = reconcile({
    rendered,
    service: 'a',
    standard: { name: '@org/ci-standard', version: '1.0.0' },
    lock: disk.lock,
    ...(ejected && { ejected }),
    read: (path) => disk.files[path],
    hash: (text) => createHash('sha256').update(text).digest('hex'),
  });
  for (const { path, text } of plan.writes) disk.files[path] = text;
  for (const path of plan.deletes) Reflect.deleteProperty(disk.files, path);
  disk.lock = plan.lock;
  return plan;
}

/** A merged and a managed file, and what findings are called. */
export const path = 'apps/a/Dockerfile';
export const merged = (text: string): RenderedFile => file(path, text, 'merged');
export const managed = (text: string): RenderedFile =>
  file('apps/a/Dockerfile.dockerignore', text, 'managed');
export const codes = (findings: readonly { code: string }[]): string[] => findings.map(({ code }) => code);
