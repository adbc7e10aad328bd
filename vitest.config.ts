import { defineConfig } from 'vitest/config';
import { LongestFirst } from './e2e/suite/longest-first.js';

const resolve = { conditions: ['@org/source', 'node', 'import', 'module', 'default'] };
const ssr = { resolve };
const exclude = ['**/node_modules/**', '**/dist/**', '**/files/**', '**/fixtures/**'];

/** unit: no process, no network. itg: one real part (an HTTP server, a tool). e2e: everything real, from packed packages. */
export default defineConfig({
  test: {
    // Vitest leaves one core free for its user interface; the gate has two.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          // Pure functions: none leaves anything behind for the next file, and modules are loaded once a worker.
          isolate: false,
          include: ['**/*.spec.ts'],
          exclude: [...exclude, '**/*.itg.spec.ts'],
          // Thousands of generated inputs on a busy machine: a limit finds what hangs, it measures nothing.
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'itg',
          include: ['**/*.itg.spec.ts'],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
      {
        resolve,
        ssr,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: ['e2e/world/run-folder.ts'],
          exclude,
          testTimeout: 900_000,
          hookTimeout: 900_000,
          // Two at a time: one waits for registries and containers while the other computes.
          maxWorkers: 2,
        },
      },
    ],
  },
});
