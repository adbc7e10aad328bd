import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderService, renderWorkspace, Service, Workspace } from '@org/ci-core';
import { standard } from '@org/ci-standard';
import { expect, it } from 'vitest';
import { parse } from 'yaml';

const page = readFileSync(join(__dirname, '../../docs/ownership.md'), 'utf8');
const examples = (manifest: string): object =>
  [...page.matchAll(/```yaml\n# (\S+)\n([^]*?)```/g)].reduce(
    (all, [, path, text = '']) => (path?.endsWith(manifest) ? { ...all, ...(parse(text) as object) } : all),
    {},
  );

it('every example of docs/ownership.md fits its schema, and changes what is generated', () => {
  const base = { name: 'payments', stack: 'node-api', port: 3000 };
  const service = Service.parse({ ...base, ...examples('service.yaml') });
  const { name, version } = standard;
  const environments = [{ name: 'staging' }];
  const ci = { standard: { name, version }, registry: 'ghcr.io/acme', environments, ...examples('ci.yaml') };
  const workspace = Workspace.parse(ci);
  const [stack] = standard.stacks;
  if (!stack) throw new Error('the standard has stacks');
  const placed = { service, directory: 'apps/payments', stack };
  const input = { workspace, standard, pins: { images: {} }, services: [placed] };
  expect(service.overrides).toHaveLength(3);
  expect(workspace.overrides).toHaveLength(1);
  expect(service.files).toHaveProperty('Dockerfile.owner', 'service');
  expect([...renderService({ ...input, ...placed }).problems, ...renderWorkspace(input).problems]).toEqual(
    [],
  );
});
