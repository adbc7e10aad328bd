import type { ContextRule, Service, StackTarget } from '@org/ci-core';

const hasDatabase = (service: Service): boolean => service.database === 'postgres';

/** What decides how the source is compiled. */
const configuration = [
  '{projectRoot}/package.json',
  '{projectRoot}/tsconfig.json',
  '{workspaceRoot}/tsconfig.base.json',
];

/** The source without what is generated into it; the libraries that it uses. */
const source = ['{projectRoot}/src/**/*', '!{projectRoot}/src/generated/**/*'];
const schema = ['{projectRoot}/prisma/**/*', '{projectRoot}/prisma.config.ts'];
const libraries = '^default';

/** Every tool that a command runs is in the service's package.json. */
const externalDependencies: readonly string[] = [];

function generate(service: Service): Record<string, StackTarget> {
  if (!hasDatabase(service)) return {};
  const target = {
    command: 'prisma generate',
    inputs: [...schema, '{projectRoot}/package.json'],
    outputs: ['{projectRoot}/src/generated'],
    externalDependencies,
  };
  return { generate: target };
}

/** Commands of the service itself, run in its folder. */
export function targets(service: Service): Record<string, StackTarget> {
  const dependsOn = hasDatabase(service) ? ['generate'] : [];
  const compiled = [...source, ...(hasDatabase(service) ? schema : []), ...configuration, libraries];
  const tests = ['{projectRoot}/test/**/*', '{projectRoot}/vitest.config.ts'];
  return {
    ...generate(service),
    build: {
      command: 'node build.mjs',
      inputs: [...compiled, '{projectRoot}/build.mjs'],
      outputs: ['{projectRoot}/dist'],
      dependsOn,
      externalDependencies,
    },
    serve: { command: 'node dev.mjs', inputs: [], outputs: [], dependsOn, continuous: true },
    lint: {
      command: 'eslint --max-warnings=0 . && prettier --check .',
      inputs: [
        '{projectRoot}/**/*',
        '!{projectRoot}/k8s/**/*',
        '{workspaceRoot}/tsconfig.base.json',
        libraries,
      ],
      outputs: [],
      dependsOn,
      externalDependencies,
    },
    typecheck: {
      command: 'tsc --build',
      inputs: [...compiled, ...tests],
      outputs: [],
      dependsOn,
      externalDependencies,
    },
    test: {
      command: 'vitest run --project unit --coverage',
      inputs: [...compiled, ...tests],
      outputs: ['{projectRoot}/coverage'],
      dependsOn,
      externalDependencies,
    },
  };
}

/** Of the service's folder, what no image is made from. */
export const context: ContextRule = {
  folders: ['src/generated'],
  files: ['eslint.config.*', 'vitest.config.*', '.prettier*'],
};
