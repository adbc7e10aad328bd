import type { ContextRule, PackageManagers, Service, StackTarget } from '@org/ci-core';
import { managerOf } from './package-manager/managers';

/** What the tools make of the source. */
const configuration = ['{projectRoot}/pyproject.toml'];
const source = ['{projectRoot}/app/**/*', '{projectRoot}/*.py'];
const tests = ['{projectRoot}/tests/**/*'];
const libraries = '^default';

/** No npm package decides anything here: what is locked of Python is hashed by itself. */
const externalDependencies: readonly string[] = [];

const inputs = [...source, ...tests, ...configuration, libraries];

/** Commands of the service itself, run in its folder. An image is made from its source: there is nothing to build. */
export function targets(_service: Service, managers: PackageManagers): Record<string, StackTarget> {
  const { run, runFile } = managerOf(managers);
  return {
    serve: { command: runFile('dev.py'), inputs: [], outputs: [], continuous: true },
    lint: {
      command: `${run('ruff check .')} && ${run('ruff format --check .')}`,
      inputs: [...source, ...tests, ...configuration],
      outputs: [],
      externalDependencies,
    },
    typecheck: { command: run('mypy'), inputs, outputs: [], externalDependencies },
    test: {
      command: run('pytest -m "not integration" --cov --junit-xml=coverage/junit.xml'),
      inputs,
      outputs: ['{projectRoot}/coverage'],
      externalDependencies,
    },
  };
}

/** Of the service's folder, what no image is made from. */
export const context: ContextRule = {
  folders: ['static'],
  files: ['dev.py'],
};
