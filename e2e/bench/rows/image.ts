import { application, image, plain } from '../application.js';
import type { Row } from '../row.js';

const against = 'nx:run-commands with docker buildx build --provenance=false --push of the same Dockerfile';

/** Nothing changed, and Nx's cache is not asked: all layers come from BuildKit's. */
export const imageNoop: Row = {
  id: 'image-noop',
  ours: 'nx run payments:image, nothing changed, without Nx’s cache',
  against: `${against}, nothing changed`,
  unit: 'ms',
  goal: 1.15,
  measure: async (bench) => {
    const app = await application(bench);
    return bench.compare(image(app), plain(app));
  },
};

export const imageEdit: Row = {
  id: 'image-edit',
  ours: 'nx run payments:image after an edit of one line',
  against: `${against}, after such an edit`,
  unit: 'ms',
  goal: 1.15,
  measure: async (bench) => {
    const app = await application(bench);
    return bench.compare(image(app, app.edit), plain(app, app.edit));
  },
};
