import { execaNode } from 'execa';
import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Bench } from '../bench.js';
import { docker, imageFacts, repositoryOf } from '../docker.js';
import type { Pair, Turn } from '../paired.js';
import type { Row } from '../row.js';
import type { Sandbox } from '../../world/sandbox.js';

const layers = 3;
const layerBytes = 10_000_000;

interface Stage {
  readonly workspace: Sandbox;
  /** `host/repository` of the image that is promoted. */
  readonly source: string;
  readonly digest: string;
  /** A repository that does not exist yet: each promotion is a first one. */
  readonly fresh: () => string;
}

/** An image of bytes that nobody has, of one platform and without attestations. */
async function stage(bench: Bench, name: string): Promise<Stage> {
  const workspace = await bench.workspace(name);
  const context = join(workspace.root, 'tmp', 'image');
  await mkdir(context, { recursive: true });
  const names = Array.from({ length: layers }, (_, index) => `layer-${index}`);
  for (const layer of names) await writeFile(join(context, layer), randomBytes(layerBytes));
  const lines = names.map((layer) => `COPY ${layer} /`);
  await writeFile(join(context, 'Dockerfile'), ['FROM scratch', ...lines, ''].join('\n'));
  const source = repositoryOf(bench, name);
  const output = `--output=type=image,name=${source}:source,push=true`;
  await docker(workspace, 'buildx', 'build', '--provenance=false', '--sbom=false', output, context);
  const { registry } = bench.world;
  const { digest } = await imageFacts(registry, source.slice(registry.length + 1), 'source');
  let count = 0;
  return { workspace, source, digest, fresh: () => `${source}-${(count += 1)}` };
}

const Answer = z.object({ ok: z.boolean(), message: z.string().optional() });

/** In a process that runs already, as the executor's does in a batch; it is of the installed packages. */
async function withOurs<T>(set: Stage, use: (ours: Turn) => Promise<T>): Promise<T> {
  const { workspace, source, digest, fresh } = set;
  const program = join(workspace.root, 'node_modules/bench-kit/promote.cjs');
  const worker = execaNode(program, { nodeOptions: [], ipc: true, cleanup: true, reject: false });
  try {
    return await use({
      run: async () => {
        await worker.sendMessage({ source: `${source}@${digest}`, target: `${fresh()}:staging` });
        const { ok, message } = Answer.parse(await worker.getOneMessage());
        if (!ok) throw new Error(`promote: ${message ?? 'failed'}`);
      },
    });
  } finally {
    worker.kill();
    await worker;
  }
}

const imagetools = ({ workspace, source, digest, fresh }: Stage): Turn => ({
  run: () =>
    docker(workspace, 'buildx', 'imagetools', 'create', `--tag=${fresh()}:staging`, `${source}@${digest}`),
});

/** On a machine that does not have the image, as a job of CI starts. */
function pullTagPush({ workspace, source, digest, fresh }: Stage): Turn {
  let last: string | undefined;
  const from = `${source}@${digest}`;
  return {
    before: async () => {
      const known = [from, `${source}:source`, ...(last === undefined ? [] : [last])];
      await workspace.run('docker', ['image', 'rm', '--force', ...known]);
    },
    run: async () => {
      last = `${fresh()}:staging`;
      await docker(workspace, 'pull', '--quiet', from);
      await docker(workspace, 'tag', from, last);
      await docker(workspace, 'push', '--quiet', last);
    },
  };
}

const against =
  (name: string, floor: (stage: Stage) => Turn) =>
  async (bench: Bench): Promise<Pair> => {
    const set = await stage(bench, name);
    return withOurs(set, (ours) => bench.compare(ours, floor(set)));
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
