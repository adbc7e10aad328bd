import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { examplePins } from '../../templates/contract/example';
import { acmeFiles, acmeScaffold, acmeStandard, acmeText, installed } from '../../templates/testing/acme';
import { initGenerator } from '../init/generator';
import { syncGenerator } from '../sync/generator';
import { createWorkspace, type TestWorkspace } from '../testing/workspace';
import { serviceGenerator } from './generator';

const page = readFileSync(join(__dirname, '../../docs/authoring-a-stack.md'), 'utf8');
/** Of a workspace that follows the default standard. */
const ciYaml = `standard: { name: '@org/ci-standard', version: ^0.1.0 }
registry: registry.example.com
environments: [{ name: staging }]
`;
const shared = globalThis as { installedForAcme?: unknown };

/** A workspace with the company's package; what that requires are the sources, and not what was built of them. */
async function initialized(standard: string, others: Record<string, string> = {}): Promise<TestWorkspace> {
  shared.installedForAcme = installed;
  const files = [...acmeFiles, ...acmeScaffold, 'package.json', 'standard.yaml'].map((path) => [
    `node_modules/@acme/ci-standard/${path}`,
    acmeText(path),
  ]);
  const workspace = createWorkspace({
    ...others,
    ...(Object.fromEntries(files) as Record<string, string>),
    '.ci/pins.json': JSON.stringify(examplePins(acmeStandard())),
    'node_modules/@org/ci-standard/package.json': '{ "name": "@org/ci-standard", "version": "0.1.0" }',
    'node_modules/@org/ci-standard/index.js': 'module.exports = globalThis.installedForAcme;\n',
  });
  const tree = workspace.tree();
  await initGenerator(tree, { standard });
  workspace.flush(tree);
  return workspace;
}

describe('a stack of another package', () => {
  afterEach(() => {
    delete shared.installedForAcme;
  });

  it('makes a service, with what it accepts, that sync leaves as it is', async () => {
    const workspace = await initialized('@acme/ci-standard');
    const tree = workspace.tree();
    await serviceGenerator(tree, { name: 'visits', stack: 'go-api', with: ['worker'] });
    const written = workspace.flush(tree);
    expect(written).toEqual(
      expect.arrayContaining([
        '.github/workflows/ci.yml',
        'apps/visits/Dockerfile',
        'apps/visits/Dockerfile.dockerignore',
        'apps/visits/compose.yaml',
        'apps/visits/go.mod',
        'apps/visits/k8s/base/worker.yaml',
        'apps/visits/main.go',
      ]),
    );
    expect(workspace.read('apps/visits/go.mod')).toBe('module visits\n\ngo 1.26\n');
    const manifest = workspace.read('apps/visits/service.yaml');
    expect(manifest).toContain('stack: go-api\n');
    expect(manifest).toContain('cache: redis\n');
    expect(manifest).toMatch(/processes:.*worker/s);
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });

  it('makes one with the command of the page, in the workspace where the package was made', async () => {
    const [, name, words = ''] = /^npx nx g @org\/ci:service (\w+) (.*)$/m.exec(page) ?? [];
    const given = new Map(words.split(' ').map((word) => word.slice(2).split('=') as [string, string]));
    const workspace = await initialized('@org/ci-standard', { 'ci.yaml': ciYaml });
    const tree = workspace.tree();
    await serviceGenerator(tree, { ...Object.fromEntries(given), name, with: [given.get('with')] });
    expect(workspace.flush(tree)).toContain('apps/visits/Dockerfile');
    expect(await syncGenerator(workspace.tree())).toEqual({});
  });
});
