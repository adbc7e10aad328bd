import { defineConfig } from 'vitest/config';
import { Sequencer } from './e2e/suite/sequencer.js';

const resolve = { conditions: ['@org/source', 'node', 'import', 'module', 'default'] };
const ssr = { resolve };
const exclude = ['**/node_modules/**', '**/dist/**', '**/files/**', '**/fixtures/**'];

/** unit: no process, no network. itg: one real part (an HTTP server, a tool). e2e: everything real, from packed packages. */
export default defineConfig({
  test: {
    // Vitest leaves one core to its main process, which does next to nothing; the gate has two.
    maxWorkers: '100%',
    sequence: { sequencer: Sequencer },
    projects: [
      {
        resolve,
        ssr,
        test: {
          name: 'unit',
          // Files clean up after themselves, so modules are loaded once a worker and not once a file.
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
          // Two at a time: one waits for registries and containers while the other computes. Locks are Linux’s.
          maxWorkers: process.platform === 'linux' ? 2 : 1,
          // after the other projects: Vitest wants the same number of workers of all that run together
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
