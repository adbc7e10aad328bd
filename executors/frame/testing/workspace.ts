import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A folder with these files (POSIX path → text) for a test; the caller removes it. */
export async function writeFolder(files: Readonly<Record<string, string>>): Promise<string> {
  const root = await mkdtemp(path.join(tmpdir(), 'org-ci-'));
  for (const [name, text] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  return root;
}

/** The smallest standard that a workspace can name: one stack, no artefacts. */
export const standardFiles = {
  'node_modules/@acme/standard/package.json': '{"name":"@acme/standard","version":"1.2.3","main":"index.js"}',
  'node_modules/@acme/standard/index.js': `exports.standard = {
    name: '@acme/standard', version: '1.2.3', environments: [], artefacts: [],
    pins: { images: {}, actions: {}, hooks: {}, tools: {} },
    gates: { scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 }, smoke: { healthyWithinSeconds: 60 } },
    stacks: [{ id: 'node-api' }],
  };`,
};

/** ci.yaml of a workspace that follows it and publishes to that registry. */
export const workspaceYaml = (registry: string, more = ''): string => `standard:
  name: '@acme/standard'
  version: 1.2.3
registry: ${registry}
environments:
  - name: staging
${more}`;
