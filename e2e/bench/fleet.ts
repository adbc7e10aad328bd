import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { must } from '../world/must.js';
import type { Sandbox } from '../world/sandbox.js';
import type { Bench } from './bench.js';
import { writeServices } from './services.js';

const name = '@bench/ci-standard';
const folder = `node_modules/${name}`;

/** Services on a company's standard, as sync generates them from their manifests. */
export interface Fleet {
  readonly workspace: Sandbox;
  readonly services: readonly string[];
}

/** Puts a version of the company's standard into a workspace, as npm does: 1.<minor>.0. Clones share the old file. */
export async function installStandard(workspace: Sandbox, minor: number): Promise<void> {
  const path = `${folder}/package.json`;
  await rm(join(workspace.root, path), { force: true });
  await workspace.write(path, JSON.stringify({ name, version: `1.${minor}.0`, main: 'index.cjs' }));
}

/** As many services, generated, on version 1.0.0. */
export async function openFleet(bench: Bench, id: string, count: number): Promise<Fleet> {
  const workspace = await bench.workspace(id);
  const kit = join(workspace.root, 'node_modules/bench-kit/standard');
  await cp(kit, join(workspace.root, folder), { recursive: true });
  await installStandard(workspace, 0);
  await workspace.edit('ci.yaml', (text) => {
    const document = parseDocument(text);
    document.set('standard', { name, version: '^1.0.0' });
    return document.toString({ lineWidth: 0 });
  });
  const services = await writeServices(workspace, count);
  must(await workspace.nx(['sync']), 'nx sync');
  return { workspace, services };
}

const edits: readonly (readonly [file: string, from: string, to: string])[] = [
  [
    'Dockerfile',
    'ENV NODE_ENV=production',
    '# Theirs is a low ceiling.\nENV NODE_OPTIONS=--max-old-space-size=192\nENV NODE_ENV=production',
  ],
  ['compose.yaml', '      LOG_LEVEL: info\n', '      LOG_LEVEL: info\n      FEATURE_BASKET: "on"\n'],
  [
    'k8s/base/deployment.yaml',
    '            periodSeconds: 5\n',
    '            periodSeconds: 7 # slow database\n',
  ],
];

/** Three of five services with edits by hand in three files each, all of which the standard changes, too. */
export async function editByHand({ workspace, services }: Fleet): Promise<void> {
  for (const service of services.filter((_, index) => index % 5 < 3))
    for (const [file, from, to] of edits)
      await workspace.edit(`apps/${service}/${file}`, (text) => {
        if (!text.includes(from)) throw new Error(`${service}/${file} has no ${from}`);
        return text.replace(from, to);
      });
}
