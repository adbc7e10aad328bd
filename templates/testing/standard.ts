import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  synthService,
  synthWorkspace,
  type RenderedFile,
  type Standard,
  type WithArtefacts,
  type WorkspaceInput,
} from '@org/ci-core';
import { exampleWorkspace, type ExampleOptions } from '../contract/example';
import { artefacts, stacks } from '../registry';
import { packageFolder } from '../text/package-folder';

/** The default standard's data; its package depends on this one, so that it is read and not imported. */
const data = JSON.parse(
  readFileSync(join(packageFolder(__dirname), '../packages/standard/src/standard.json'), 'utf8'),
) as { readonly pins: { readonly add: Standard['pins'] } };

export const standard: Standard = {
  name: '@org/ci-standard',
  version: '0.1.0',
  pins: data.pins.add,
  gates: { scan: { critical: 0, high: 5, databaseMaxAgeHours: 48 }, smoke: { healthyWithinSeconds: 60 } },
  environments: [],
  stacks,
  artefacts,
};

export const example: ExampleOptions = {
  packageManager: 'npm',
  environments: [
    { name: 'staging', host: '{service}.staging.example.com' },
    { name: 'production', host: '{service}.example.com', production: true },
  ],
};

export const workspace = (options: Partial<ExampleOptions> = {}): WithArtefacts<WorkspaceInput> =>
  exampleWorkspace(standard, { ...example, ...options });

/** Generated files of the example workspace and of its services, by path. */
export function generated(input: WithArtefacts<WorkspaceInput> = workspace()): Map<string, RenderedFile> {
  const ofServices = input.services.flatMap((placed) => synthService({ ...input, ...placed }));
  return new Map([...ofServices, ...synthWorkspace(input)].map((file) => [file.path, file]));
}

/** Text of one generated file. */
export function textOf(path: string, files = generated()): string {
  const file = files.get(path);
  if (file === undefined) throw new Error(`${path} is not rendered`);
  return file.text;
}
