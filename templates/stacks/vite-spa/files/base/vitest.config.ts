import react from '@vitejs/plugin-react';
import { getTsconfig } from 'get-tsconfig';
import { defaultClientConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const custom = getTsconfig()?.config.compilerOptions?.customConditions ?? [];

export default defineConfig({
  plugins: [react()],
  resolve: { conditions: [...custom, ...defaultClientConditions] },
  cacheDir: process.env.VITE_CACHE_FOLDER ?? 'node_modules/.vite',
  test: {
    environment: 'happy-dom',
    include: ['test/**/*.spec.{ts,tsx}'],
    setupFiles: ['test/setup.ts'],
    coverage: {
      include: ['src/**/*.{ts,tsx}'],
      // The entry point holds no decisions; a browser runs it.
      exclude: ['src/main.tsx'],
      reporter: ['text', 'lcov'],
      reportsDirectory: process.env.COVERAGE_DIRECTORY ?? 'coverage',
      thresholds: { statements: 90, branches: 80, functions: 90, lines: 90 },
    },
  },
});
