import react from '@vitejs/plugin-react';
import { getTsconfig } from 'get-tsconfig';
import { readFileSync } from 'node:fs';
import { defaultClientConditions, defineConfig } from 'vite';
import { configuration } from './configuration.plugin.ts';

// Workspace libraries are taken from their sources, so that none has to be built before.
const custom = getTsconfig()?.config.compilerOptions?.customConditions ?? [];

/** The port is the manifest's, unless the environment says another. */
const listening = () => ({
  port: Number(process.env.PORT ?? /^port:\s*(\d+)/m.exec(readFileSync('service.yaml', 'utf8'))?.[1]),
  strictPort: true,
});

export default defineConfig(({ command }) => ({
  plugins: [react(), configuration(process.env.CONFIGURATION_FOLDER ?? 'config')],
  resolve: { conditions: [...custom, ...defaultClientConditions] },
  // No variable of the build's environment gets into the code: what differs per environment is in /config.json.
  envPrefix: 'NOTHING_IS_BAKED_IN_',
  cacheDir: process.env.VITE_CACHE_FOLDER ?? 'node_modules/.vite',
  ...(command === 'serve' ? { server: listening(), preview: listening() } : {}),
  build: {
    // The Content-Security-Policy allows files of this origin only: neither data: addresses nor inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: 'baseline-widely-available',
  },
}));
