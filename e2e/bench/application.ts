import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ImageReceipt, receiptPath } from '@org/ci-core';
import { must } from '../world/must.js';
import type { Sandbox } from '../world/sandbox.js';
import { nxTurn, type Bench } from './bench.js';
import { repositoryOf } from './docker.js';
import type { Turn } from './paired.js';

export const service = 'payments';
const setupDockerFiles = fileURLToPath(new URL('setup-docker', import.meta.url));
const directory = `apps/${service}`;

/** One generated service, and the same application as others would make an image of it. */
export interface Application {
  readonly workspace: Sandbox;
  /** Where the others push to: `host/repository:tag`. */
  readonly plainImage: string;
  readonly setupDockerImage: string;
  /** A line of source that changes what is bundled; never the same twice. */
  readonly edit: () => Promise<void>;
  readonly receipt: () => Promise<ImageReceipt>;
}

const made = new WeakMap<Bench, Promise<Application>>();

const command = (...commands: string[]): object => ({
  executor: 'nx:run-commands',
  cache: false,
  options: { commands, parallel: false },
});

/** A project beside the service, so that nothing of it is in the service's context. */
async function writePeers(workspace: Sandbox, plain: string, setupDocker: string): Promise<void> {
  const folder = 'peers/setup-docker';
  await cp(setupDockerFiles, join(workspace.root, folder), { recursive: true });
  const buildx = (image: string, file: string, context: string): string =>
    `docker buildx build --provenance=false --push --tag=${image} --file=${file} ${context}`;
  const targets = {
    plain: command(buildx(plain, `${directory}/Dockerfile`, '.')),
    'setup-docker': command(
      `node ${folder}/build.mjs ${directory} ${folder}/dist`,
      buildx(setupDocker, `${folder}/Dockerfile`, folder),
    ),
  };
  await workspace.write('peers/project.json', JSON.stringify({ name: 'peers', targets }, null, 2));
}

async function make(bench: Bench): Promise<Application> {
  const workspace = await bench.workspace('application');
  const generate = [
    'g',
    '@org/ci:service',
    service,
    '--stack=node-api',
    '--database=none',
    '--no-interactive',
  ];
  must(await workspace.nx(generate), `nx ${generate.join(' ')}`);
  const plainImage = `${repositoryOf(bench, 'plain')}:bench`;
  const setupDockerImage = `${repositoryOf(bench, 'setup-docker')}:bench`;
  await writePeers(workspace, plainImage, setupDockerImage);
  let edits = 0;
  return {
    workspace,
    plainImage,
    setupDockerImage,
    edit: () =>
      workspace.edit(`${directory}/src/main.ts`, (text) => {
        edits += 1;
        const before = text.replace(/\nprocess\.title = .*\n$/, '\n');
        return `${before}\nprocess.title = 'edit ${edits} of ${process.pid}';\n`;
      }),
    receipt: async () => ImageReceipt.parse(JSON.parse(await workspace.read(receiptPath(service, 'image')))),
  };
}

/** Made by the first row that wants it. */
export function application(bench: Bench): Promise<Application> {
  const known = made.get(bench);
  if (known) return known;
  const making = make(bench);
  made.set(bench, making);
  return making;
}

/** Whole nx commands that leave the image in the registry; Nx's cache is not asked, so that each of them builds. */
export const image = ({ workspace }: Application, before?: Turn['before']): Turn =>
  nxTurn(workspace, ['run', `${service}:image`, '--skip-nx-cache'], before);
export const peer = (
  { workspace }: Application,
  target: 'plain' | 'setup-docker',
  before?: Turn['before'],
): Turn => nxTurn(workspace, ['run', `peers:${target}`, '--skip-nx-cache'], before);
