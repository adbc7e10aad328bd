import { cp, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sandboxAt, type Sandbox } from '../world/sandbox.js';
import type { Bench } from './bench.js';
import { docker, imageBytes, repositoryOf } from './docker.js';
import type { Turn } from './paired.js';

/** An application with a Dockerfile, and where its image goes. */
export interface Built {
  readonly workspace: Sandbox;
  /** From the workspace's root, which is the context. */
  readonly dockerfile: string;
  /** `host/repository` */
  readonly repository: string;
  readonly edit: () => Promise<void>;
}

const tag = 'bench';

/** docker buildx build and push, as people run it by hand; `options` go before the context. */
export const build = (built: Built, options: readonly string[] = [], before?: Turn['before']): Turn => ({
  ...(before && { before }),
  run: () => {
    const image = `${built.repository}:${tag}`;
    const args = ['--provenance=false', '--push', `--tag=${image}`, `--file=${built.dockerfile}`, ...options];
    return docker(built.workspace, 'buildx', 'build', ...args, '.');
  },
});

/** Compressed bytes of an image, its base included. */
export const bytesWhole = ({ world: { registry } }: Bench, { repository }: Built): Promise<number> =>
  imageBytes(registry, repository.slice(registry.length + 1), tag);

/** Compressed bytes that an image adds to its base, a reference of Docker Hub. */
export async function bytesOver(bench: Bench, built: Built, base: string): Promise<number> {
  const [name = '', version = ''] = base.split(':');
  const path = name.includes('/') ? name : `library/${name}`;
  return (await bytesWhole(bench, built)) - (await imageBytes(bench.world.registry, path, version));
}

/** Appends a line to a file of source, never the same twice. */
export function lineEditor(
  workspace: Sandbox,
  file: string,
  line: (edit: string) => string,
): () => Promise<void> {
  let edits = 0;
  let original: string | undefined;
  return async () => {
    edits += 1;
    original ??= await workspace.read(file);
    await workspace.write(file, `${original}${line(`${edits} of ${process.pid}`)}\n`);
  };
}

/** Of a service's folder, what the source of an application is; the rest is what we generate around it. */
const generated = /^(Dockerfile.*|compose.*|k8s|config|service\.yaml|node_modules|coverage|\.venv|\.env.*)$/;

/** The source of a service in a folder of its own, with the Dockerfile `peers/NAME.Dockerfile`. */
export async function createPeer(
  bench: Bench,
  from: Sandbox,
  service: string,
  name: string,
): Promise<Omit<Built, 'edit'>> {
  const root = join(dirname(from.root), name);
  const source = join(from.root, 'apps', service);
  await mkdir(root);
  await cp(source, root, {
    recursive: true,
    filter: (path) => !generated.test(path.slice(source.length + 1).split('/', 1)[0] ?? ''),
  });
  await cp(fileURLToPath(new URL(`peers/${name}.Dockerfile`, import.meta.url)), join(root, 'Dockerfile'));
  const workspace = sandboxAt(root, from.env);
  await workspace.write('.dockerignore', '.git\nnode_modules\ndist\n.venv\n**/__pycache__\nDockerfile*\n');
  return { workspace, dockerfile: 'Dockerfile', repository: repositoryOf(bench, name) };
}
