import { application, image, peer } from '../application.js';
import { imageFacts } from '../docker.js';
import type { Row } from '../row.js';

const against = 'the Dockerfile of @nx/node:setup-docker (on node:24-trixie-slim), same application';

export const setupDockerEdit: Row = {
  id: 'setup-docker-edit',
  ours: 'nx run payments:image after an edit of one line',
  against: `${against}: build, docker buildx build --push`,
  unit: 'ms',
  goal: 0.2,
  measure: async (bench) => {
    const app = await application(bench);
    return bench.compare(image(app, app.edit), peer(app, 'setup-docker', app.edit));
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
    await peer(app, 'setup-docker').run();
    const { platforms, mediaType } = await app.receipt();
    const [one] = platforms;
    if (!one || index.test(mediaType)) throw new Error('an image of one platform was expected');
    const [path = '', tag = ''] = app.setupDockerImage.slice(bench.world.registry.length + 1).split(':');
    const { bytes } = await imageFacts(bench.world.registry, path, tag);
    return { ours: [one.size], floor: [bytes] };
  },
};
