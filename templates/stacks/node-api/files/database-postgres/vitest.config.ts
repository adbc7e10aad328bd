import { getTsconfig } from 'get-tsconfig';
import { defineConfig } from 'vitest/config';

// Workspace libraries are taken from their sources, as in the build; the rest are Vite's defaults.
const custom = getTsconfig()?.config.compilerOptions?.customConditions ?? [];
const conditions = [...custom, 'module', 'node', 'development|production'];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    projects: [
      { extends: true, test: { name: 'unit', include: ['test/unit/**/*.spec.ts'] } },
      {
        extends: true,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.spec.ts'],
          globalSetup: ['test/integration/database-setup.ts'],
        },
      },
    ],
    coverage: {
      include: ['src/**/*.ts'],
      // Entry points and connections hold no decisions; what speaks to the database is for the integration tests.
      exclude: [
        'src/*.ts',
        'src/dependencies/**',
        'src/database/**',
        'src/generated/**',
        'src/migrations/**',
      ],
      reporter: ['text', 'lcov'],
      reportsDirectory: process.env.COVERAGE_DIRECTORY ?? 'coverage',
      thresholds: { statements: 90, branches: 80, functions: 90, lines: 90 },
    },
  },
});
