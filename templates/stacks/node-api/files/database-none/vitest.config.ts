import { getTsconfig } from 'get-tsconfig';
import { defineConfig } from 'vitest/config';

// Workspace libraries are taken from their sources, as in the build; the rest are Vite's defaults.
const custom = getTsconfig()?.config.compilerOptions?.customConditions ?? [];
const conditions = [...custom, 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    name: 'unit',
    include: ['test/**/*.spec.ts'],
    coverage: {
      include: ['src/**/*.ts'],
      // Entry points and connections hold no decisions; the smoke test of the image runs them.
      exclude: ['src/*.ts', 'src/dependencies/**'],
      reporter: ['text', 'lcov'],
      reportsDirectory: process.env.COVERAGE_DIRECTORY ?? 'coverage',
      thresholds: { statements: 90, branches: 80, functions: 90, lines: 90 },
    },
  },
});
