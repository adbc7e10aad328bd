import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { receiptFolder } from '@org/ci-core';
import { runningPrograms } from '../rig/os/proc.js';
import type { Sandbox } from './sandbox.js';

const lasting = new Set(['Dockerfile', 'context', 'layout', 'manifests', 'pushed.json']);
const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(() => []);

/** What the builds of a service left that nobody needs: drafts, half transfers, programs. */
export async function leftovers({ root }: Sandbox, service: string): Promise<string[]> {
  const cache = join(root, 'node_modules/.cache/org-ci', service);
  const drafts = (await namesIn(cache)).filter((name) => !lasting.has(name));
  const transfers = await namesIn(join(cache, 'layout/ingest'));
  const receipts = (await namesIn(join(root, receiptFolder(service)))).filter((name) => name.startsWith('.'));
  const programs = runningPrograms()
    .filter(({ commandLine }) => commandLine.includes(`${root}/`))
    .map(({ commandLine }) => commandLine);
  return [...drafts, ...transfers, ...receipts, ...programs];
}
