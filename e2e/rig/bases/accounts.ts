import { appendFile, copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';

const databases = ['passwd', 'group', 'shadow'] as const;

export interface Account {
  readonly name: string;
  /** User and group number. */
  readonly id: number;
  readonly home: string;
  readonly shell?: string;
}

/** Copies the account databases of the layer below, and notes them for the layer above. */
export async function inheritAccounts(root: string, below: string): Promise<void> {
  await mkdir(join(root, 'etc'), { recursive: true });
  for (const name of databases) await copyFile(join(below, name), join(root, 'etc', name));
}

export async function noteAccounts(root: string, notes: string): Promise<void> {
  for (const name of databases) await copyFile(join(root, 'etc', name), join(notes, name));
}

export async function addAccount(root: string, account: Account): Promise<void> {
  const { name, id, home, shell = '/usr/sbin/nologin' } = account;
  await appendFile(join(root, 'etc/passwd'), `${name}:x:${id}:${id}::${home}:${shell}\n`);
  await appendFile(join(root, 'etc/group'), `${name}:x:${id}:\n`);
  await appendFile(join(root, 'etc/shadow'), `${name}:*:19000:0:99999:7:::\n`);
}
