import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { failed, formatReceipt, ok, problemsFromZod, type Result } from '@org/ci-core';
import type { z } from 'zod';

/** Writes a file whole or not at all: a reader sees the old one or the new one, whatever is killed when. */
export async function writeWhole(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  const draft = path.join(path.dirname(file), `.${path.basename(file)}.${randomUUID()}`);
  try {
    await writeFile(draft, text, { flush: true });
    await rename(draft, file);
  } finally {
    await rm(draft, { force: true });
  }
}

/** `file` is POSIX, from the root: receiptPath(service, kind) or policyPath of core. */
export const writeReceipt = (root: string, file: string, receipt: object): Promise<void> =>
  writeWhole(path.join(root, file), formatReceipt(receipt));

export const removeReceipt = (root: string, file: string): Promise<void> =>
  rm(path.join(root, file), { force: true });

/** A receipt as its schema wants it. `target` is the Nx target that writes it, for the remedy. */
export async function readReceipt<T extends z.ZodType>(
  root: string,
  file: string,
  schema: T,
  target: string,
): Promise<Result<z.output<T>>> {
  const fix = `run ${target} first`;
  let value: unknown;
  try {
    value = JSON.parse(await readFile(path.join(root, file), 'utf8'));
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    const what = missing ? 'is missing' : 'cannot be read';
    return failed({ code: missing ? 'receipt-missing' : 'receipt-invalid', where: file, what, fix });
  }
  const parsed = schema.safeParse(value);
  return parsed.success ? ok(parsed.data) : failed(...problemsFromZod(parsed.error, file, 'receipt-invalid'));
}
