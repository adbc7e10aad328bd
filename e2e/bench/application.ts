import { ImageReceipt, receiptPath } from '@org/ci-core';
import { must } from '../world/must.js';
import type { Sandbox } from '../world/sandbox.js';
import { nxTurn, type Bench } from './bench.js';
import { repositoryOf } from './docker.js';
import type { Turn } from './paired.js';

export const service = 'payments';
const directory = `apps/${service}`;

/** One generated service. */
export interface Application {
  readonly workspace: Sandbox;
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
async function writePlain(workspace: Sandbox, image: string): Promise<void> {
  const line = `docker buildx build --provenance=false --push --tag=${image} --file=${directory}/Dockerfile .`;
  const targets = { image: command(line) };
  await workspace.write('peers/project.json', JSON.stringify({ name: 'plain', targets }, null, 2));
}

/** Adds a line that changes what is compiled to a file of source; never the same twice. */
export function editor(workspace: Sandbox, file: string): () => Promise<void> {
  let edits = 0;
  return () =>
    workspace.edit(file, (text) => {
      edits += 1;
      const before = text.replace(/\nprocess\.title = .*\n$/, '\n');
      return `${before}\nprocess.title = 'edit ${edits} of ${process.pid}';\n`;
    });
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
  await writePlain(workspace, `${repositoryOf(bench, 'plain')}:bench`);
  return {
    workspace,
    edit: editor(workspace, `${directory}/src/main.ts`),
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
export const plain = ({ workspace }: Application, before?: Turn['before']): Turn =>
  nxTurn(workspace, ['run', 'plain:image', '--skip-nx-cache'], before);
