import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connect, Plugin } from 'vite';

/** Serves config.json of a folder, read anew for each request, as nginx does in the image. */
export function configuration(folder: string): Plugin {
  const answer: Connect.NextHandleFunction = (_request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    readFile(join(folder, 'config.json'))
      .then((content) => response.setHeader('Content-Type', 'application/json').end(content))
      .catch(() => response.writeHead(404).end());
  };
  return {
    name: 'configuration',
    configureServer: ({ middlewares }) => void middlewares.use('/config.json', answer),
    configurePreviewServer: ({ middlewares }) => void middlewares.use('/config.json', answer),
  };
}
