import { Service, Workspace } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { stacks } from '../../../../templates/registry';
import { pipelineTargets } from './pipeline-targets';

const [stack] = stacks;
if (!stack) throw new Error('a stack is there');
const service = Service.parse({ name: 'payments', stack: 'node-api', port: 3000 });

function imageInputs(more: object) {
  const workspace = Workspace.parse({
    standard: { name: 's', version: '1.0.0' },
    registry: 'r.example.com',
    environments: [{ name: 'staging' }],
    ...more,
  });
  const shared = { workspace, standard: undefined, packages: [], folders: [], problems: [] };
  return stack && pipelineTargets(service, stack, shared, []).image?.inputs;
}

describe('the inputs of image', () => {
  it('have what decides its platform where ci.yaml does not name it', () => {
    const deciding = [{ env: 'DOCKER_DEFAULT_PLATFORM' }, { env: 'ORG_CI_ARCHITECTURE' }];
    expect(imageInputs({})).toEqual(expect.arrayContaining(deciding));
    for (const one of deciding) expect(imageInputs({ platforms: ['linux/arm64'] })).not.toContainEqual(one);
  });
});
