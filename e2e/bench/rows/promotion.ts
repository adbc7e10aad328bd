import { execaNode } from 'execa';
import { join } from 'node:path';
import { z } from 'zod';
import type { Sandbox } from '../../world/sandbox.js';
import type { Bench } from '../bench.js';
import { docker, repositoryOf } from '../docker.js';
import type { Pair, Turn } from '../paired.js';
import { pushRandomImage } from '../random-image.js';
import type { Row } from '../row.js';

const layers = 3;
const layerBytes = 10_000_000;

interface Stage {
  readonly workspace: Sandbox;
  /** `host/repository@digest` of the image that is promoted; a new image for every call. */
  readonly image: () => Promise<string>;
  /** A repository that does not exist yet: each promotion is a first one. */
  readonly fresh: () => string;
}

async function openStage(bench: Bench, name: string): Promise<Stage> {
  const source = repositoryOf(bench, name);
  const { registry } = bench.world;
  const path = source.slice(registry.length + 1);
  let count = 0;
  return {
    workspace: await bench.workspace(name),
    image: async () => `${source}@${await pushRandomImage(registry, path, { layers, layerBytes })}`,
    fresh: () => `${source}-${(count += 1)}:staging`,
  };
}

/** A turn on an image that was not promoted before, so that nobody has anything of it. */
function onNewImage({ image, fresh }: Stage, run: (source: string, target: string) => Promise<void>): Turn {
  let source = '';
  return {
    before: async () => (source = await image()),
    run: () => run(source, fresh()),
  };
}

const Answer = z.object({ ok: z.boolean(), message: z.string().optional() });

/** In a process that runs already, as the executor's does in a batch; it is of the installed packages. */
async function withOurs<T>(stage: Stage, use: (ours: Turn) => Promise<T>): Promise<T> {
  const program = join(stage.workspace.root, 'node_modules/bench-kit/promote.cjs');
  const worker = execaNode(program, { nodeOptions: [], ipc: true, cleanup: true, reject: false });
  const promote = async (source: string, target: string): Promise<void> => {
    await worker.sendMessage({ source, target });
    const { ok, message } = Answer.parse(await worker.getOneMessage());
    if (!ok) throw new Error(`promote: ${message ?? 'failed'}`);
  };
  try {
    return await use(onNewImage(stage, promote));
  } finally {
    worker.kill();
    await worker;
  }
}

const imagetools = (stage: Stage): Turn =>
  onNewImage(stage, (source, target) =>
    docker(stage.workspace, 'buildx', 'imagetools', 'create', `--tag=${target}`, source),
  );

const pullTagPush = (stage: Stage): Turn =>
  onNewImage(stage, async (source, target) => {
    await docker(stage.workspace, 'pull', '--quiet', source);
    await docker(stage.workspace, 'tag', source, target);
    await docker(stage.workspace, 'push', '--quiet', target);
  });

/** Images that a pull left in the engine. */
async function forgetImages({ workspace, fresh }: Stage): Promise<void> {
  const repository = fresh().replace(/-\d+:staging$/, '');
  const { output } = await workspace.run('docker', [
    'image',
    'ls',
    '--quiet',
    '--no-trunc',
    `--filter=reference=${repository}*`,
  ]);
  const ids = [...new Set(output.split('\n').filter((line) => line.startsWith('sha256:')))];
  if (ids.length > 0) await docker(workspace, 'image', 'rm', '--force', ...ids);
}

const against =
  (name: string, floor: (stage: Stage) => Turn) =>
  async (bench: Bench): Promise<Pair> => {
    const stage = await openStage(bench, name);
    try {
      return await withOurs(stage, (ours) => bench.compare(ours, floor(stage)));
    } finally {
      await forgetImages(stage);
    }
  };

const common = {
  ours: `promote's copy of an image of ${(layers * layerBytes) / 1e6} MB to a new repository, in the running executor`,
  unit: 'ms',
  goal: 1,
} as const;

export const promotionImagetools: Row = {
  ...common,
  id: 'promote-imagetools',
  against: 'docker buildx imagetools create',
  measure: against('promote-imagetools', imagetools),
};

export const promotionPull: Row = {
  ...common,
  id: 'promote-pull',
  against: 'docker pull, tag, push on a machine without the image',
  measure: against('promote-pull', pullTagPush),
};
