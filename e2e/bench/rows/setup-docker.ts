import { application, editor, image, type Application } from '../application.js';
import type { Bench } from '../bench.js';
import { imageBytes, repositoryOf } from '../docker.js';
import type { Row } from '../row.js';
import { buildAndPush, createSetupDocker, source } from '../setup-docker.js';
import type { Sandbox } from '../../world/sandbox.js';

const against =
  'the same application as Nx’s preset node-monorepo --docker generates it (Dockerfile of @nx/node:setup-docker, on node:24-trixie-slim)';

interface Peer {
  readonly workspace: Sandbox;
  readonly repository: string;
  /** `host/repository:tag` */
  readonly image: string;
}

const made = new WeakMap<Bench, Promise<Peer>>();

async function make(bench: Bench, app: Application): Promise<Peer> {
  const workspace = await createSetupDocker(bench, app.workspace, 'docker.io/node:24-trixie-slim');
  bench.owns(workspace);
  const repository = repositoryOf(bench, 'setup-docker');
  return { workspace, repository, image: `${repository}:bench` };
}

/** Made by the first row that wants it. */
function peerOf(bench: Bench, app: Application): Promise<Peer> {
  const known = made.get(bench) ?? make(bench, app);
  made.set(bench, known);
  return known;
}

export const setupDockerEdit: Row = {
  id: 'setup-docker-edit',
  ours: 'nx run payments:image after an edit of one line',
  against: `${against}: nx docker:build, which compiles and checks types, prunes, installs; docker push`,
  unit: 'ms',
  goal: 0.2,
  note: 'On loopback, where installing packages costs the peer next to nothing: its image installs them at every edit, ours never. Of our time more than half is the start of Nx (0.8 s) and of its process for batches (0.5 s); the build takes 1.0 s, of which the bundler is 0.4 s.',
  measure: async (bench) => {
    const app = await application(bench);
    const { workspace, image: name } = await peerOf(bench, app);
    return bench.compare(
      image(app, app.edit),
      buildAndPush(workspace, name, editor(workspace, `${source}/main.ts`)),
    );
  },
};

const index = /\.index\.|manifest\.list/;

/** Compressed bytes of what is pulled: config and layers, the base's included. */
export const setupDockerSize: Row = {
  id: 'setup-docker-size',
  ours: 'compressed size of the image',
  against,
  unit: 'bytes',
  goal: 1,
  measure: async (bench) => {
    const app = await application(bench);
    await image(app).run();
    const peer = await peerOf(bench, app);
    await buildAndPush(peer.workspace, peer.image).run();
    const { platforms, mediaType } = await app.receipt();
    const [one] = platforms;
    if (!one || index.test(mediaType)) throw new Error('an image of one platform was expected');
    const { registry } = bench.world;
    const bytes = await imageBytes(registry, peer.repository.slice(registry.length + 1), 'bench');
    return { ours: [one.size], floor: [bytes] };
  },
};
