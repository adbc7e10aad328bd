import { Service, Workspace } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { stacks } from '../../../../templates/registry';
import { pipelineTargets } from './pipeline-targets';

const [stack] = stacks;
if (!stack) throw new Error('a stack is there');
const service = Service.parse({ name: 'payments', stack: 'node-api', port: 3000 });

function imageInputs(more: object, packages: string[] = []) {
  const workspace = Workspace.parse({
    standard: { name: 's', version: '1.0.0' },
    registry: 'r.example.com',
    environments: [{ name: 'staging' }],
    ...more,
  });
  const shared = {
    workspace,
    standard: undefined,
    root: '/',
    standards: undefined,
    packages,
    rules: undefined,
    folders: [],
    problems: [],
  };
  return stack && pipelineTargets(service, stack, shared, []).image?.inputs;
}

describe('the inputs of image', () => {
  it('have what decides its platform where ci.yaml does not name it', () => {
    const deciding = [{ env: 'DOCKER_DEFAULT_PLATFORM' }, { env: 'ORG_CI_ARCHITECTURE' }];
    expect(imageInputs({})).toEqual(expect.arrayContaining(deciding));
    for (const one of deciding) expect(imageInputs({ platforms: ['linux/arm64'] })).not.toContainEqual(one);
  });

  it('have no version of the standard: what that says of an image is in the Dockerfile', () => {
    const inputs = imageInputs({}, ['@org/ci', '@acme/ci-standard#rules']);
    expect(inputs).toContainEqual({ externalDependencies: ['@org/ci'] });
    expect(JSON.stringify(inputs)).not.toContain('@acme/ci-standard');
  });
});

describe('a program with a build of its own', () => {
  const adopted = stacks.find(({ id }) => id === 'node-service');
  const targetsOf = (application: object) => {
    const one = Service.parse({ name: 'legacy', stack: 'node-service', port: 3000, application });
    const shared = {
      root: '/',
      standards: undefined,
      workspace: undefined,
      standard: undefined,
      packages: [],
      rules: undefined,
      folders: [],
      problems: [],
    };
    return adopted && pipelineTargets(one, adopted, shared, []);
  };

  it('is built before its image, and so are its libraries: what they write is an input', () => {
    const targets = targetsOf({ build: 'compile', output: 'dist/legacy', main: 'main.js' });
    expect(targets?.image?.dependsOn).toEqual(['compile', '^compile']);
    expect(targets?.image?.inputs).toContainEqual({ dependentTasksOutputFiles: '**/*', transitive: true });
  });

  it('has an image that waits for nothing where nothing is built', () => {
    const image = targetsOf({ main: 'server.js' })?.image;
    expect(image?.dependsOn).toBeUndefined();
    expect(JSON.stringify(image?.inputs)).not.toContain('dependentTasksOutputFiles');
  });

  it('is published after its own checks', () => {
    const { dependsOn } = targetsOf({ main: 'server.js' })?.publish ?? {};
    expect(dependsOn).toEqual(['lint', 'typecheck', 'test', 'build', 'smoke', 'size', 'scan']);
  });
});
