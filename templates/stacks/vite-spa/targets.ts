import type { ContextRule, StackTarget } from '@org/ci-core';

/** What decides how the source is compiled. */
const settings = [
  '{projectRoot}/package.json',
  '{projectRoot}/tsconfig.json',
  '{projectRoot}/*.config.ts',
  '{projectRoot}/*.plugin.ts',
  '{workspaceRoot}/tsconfig.base.json',
];
const source = ['{projectRoot}/src/**/*', '{projectRoot}/public/**/*', '{projectRoot}/index.html'];
const libraries = '^default';

/** Every tool that a command runs is in the service's package.json. */
const externalDependencies: readonly string[] = [];

/** Commands of the service itself, run in its folder. */
export const targets = (): Record<string, StackTarget> => ({
  build: {
    command: 'vite build',
    inputs: [...source, ...settings, libraries],
    outputs: ['{projectRoot}/dist'],
    externalDependencies,
  },
  serve: { command: 'vite', inputs: [], outputs: [], continuous: true },
  lint: {
    command: 'eslint --max-warnings=0 . && prettier --check .',
    inputs: [
      '{projectRoot}/**/*',
      '!{projectRoot}/k8s/**/*',
      '!{projectRoot}/config/**/*',
      '{workspaceRoot}/tsconfig.base.json',
      libraries,
    ],
    outputs: [],
    externalDependencies,
  },
  typecheck: {
    command: 'tsc --build',
    inputs: [...source, ...settings, '{projectRoot}/test/**/*', libraries],
    outputs: [],
    externalDependencies,
  },
  test: {
    command: 'vitest run --coverage',
    inputs: [...source, ...settings, '{projectRoot}/test/**/*', libraries],
    outputs: ['{projectRoot}/coverage'],
    externalDependencies,
  },
});

/** Of the service's folder, what no image is made from; the configuration above all, which is mounted. */
export const context: ContextRule = {
  folders: ['config'],
  files: ['eslint.config.*', 'vitest.config.*', '.prettier*'],
};
