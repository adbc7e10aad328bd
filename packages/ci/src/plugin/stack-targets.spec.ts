import { Service, type Stack, type StackTarget } from '@org/ci-core';
import { expect, it } from 'vitest';
import { stackTargets } from './stack-targets';

const service = Service.parse({ name: 'payments', stack: 'acme', port: 3000 });
const inputsOf = (more: Partial<StackTarget>): unknown => {
  const build = { command: 'make', inputs: ['{projectRoot}/a', '{projectRoot}/b'], outputs: [], ...more };
  return stackTargets(service, { targets: () => ({ build }) } as unknown as Stack).build?.inputs;
};

it('hashes every package of the workspace for a command that does not say which ones it uses', () => {
  expect(JSON.stringify(inputsOf({}))).not.toContain('externalDependencies');
});

it('hashes those of the service, and those that are named besides', () => {
  expect(inputsOf({ externalDependencies: ['acme-lint'] })).toEqual(
    expect.arrayContaining([
      { externalDependencies: ['acme-lint'] },
      { fileset: '{projectRoot}/package.json', dependencies: true },
    ]),
  );
});
