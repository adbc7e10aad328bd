import { describe, expect, it } from 'vitest';
import type { Override } from '../override/override';
import type { Artefact } from '../artefact/artefact';
import { Service } from '../manifest/service';
import { Workspace } from '../manifest/workspace';
import type { Stack } from '../stack/stack';
import type { Standard } from '../standard/standard';
import { renderService, renderWorkspace } from './synth';

const text = 'who: nobody\n';
const artefacts: Artefact[] = [
  {
    id: 'a',
    scope: 'service',
    render: ({ directory }) => [{ path: `${directory}/a.yaml`, text, ownership: 'merged' }],
  },
  { id: 'b', scope: 'workspace', render: () => [{ path: '.github/b.yaml', text, ownership: 'merged' }] },
];
const says = (file: string, value: string): Override => ({ file, op: 'replace', at: 'who', value });
const input = (overrides: { standard?: Override[]; workspace?: Override[]; service?: Override[] }) => {
  const service = Service.parse({ name: 'a', stack: 'x', port: 3000, overrides: overrides.service });
  const placed = { service, directory: 'apps/a', stack: {} as Stack };
  const workspace = Workspace.parse({
    standard: { name: '@acme/s', version: '1.0.0' },
    registry: 'ghcr.io/a',
    environments: [{ name: 'staging' }],
    overrides: overrides.workspace,
  });
  const data = { name: '@acme/s', version: '1.0.0', artefacts, stacks: [] } as unknown as Standard;
  const standard = { ...data, overrides: (overrides.standard ?? []).map((one) => ({ ...one, source: 'S' })) };
  return { ...placed, workspace, standard, pins: { images: {} }, services: [placed] };
};
const who = (files: readonly { readonly text: string }[]): string[] =>
  files.map((file) => file.text.slice(5, -1));

describe('overrides', () => {
  it.each<[Parameters<typeof input>[0], string, string]>([
    [{}, 'nobody', 'nobody'],
    [{ standard: [says('**/*.yaml', 'standard')] }, 'standard', 'standard'],
    [{ standard: [says('a.yaml', 'standard')] }, 'standard', 'nobody'],
    [
      { standard: [says('**/*.yaml', 'standard')], workspace: [says('apps/a/a.yaml', 'workspace')] },
      'workspace',
      'standard',
    ],
    [{ workspace: [says('.github/b.yaml', 'workspace')] }, 'nobody', 'workspace'],
    [
      { workspace: [says('apps/a/a.yaml', 'workspace')], service: [says('a.yaml', 'service')] },
      'service',
      'nobody',
    ],
  ])('%j: the service has %s, the workspace %s', (overrides, ofService, ofWorkspace) => {
    const [service, workspace] = [renderService(input(overrides)), renderWorkspace(input(overrides))];
    expect([...service.problems, ...workspace.problems]).toEqual([]);
    expect(who(service.files)).toEqual([ofService]);
    expect(who(workspace.files)).toEqual([ofWorkspace]);
  });

  it('of a standard that extends another have the last word', () => {
    const given = input({ standard: [says('a.yaml', 'group'), says('a.yaml', 'company')] });
    const overrides = given.standard.overrides.map((one, layer) => ({ ...one, layer }));
    const { files, problems } = renderService({ ...given, standard: { ...given.standard, overrides } });
    expect(problems).toEqual([]);
    expect(who(files)).toEqual(['company']);
    expect(renderService(given).problems).toMatchObject([{ code: 'override-conflict' }]);
  });

  it.each<[Parameters<typeof input>[0], string]>([
    [{ service: [says('b.yaml', 'x')] }, 'apps/a/service.yaml › overrides[0]'],
    [{ workspace: [says('.github/b.yaml', 'x'), says('apps/a/b.yaml', 'x')] }, 'ci.yaml › overrides[1]'],
    [{ workspace: [says('apps/b/a.yaml', 'x')] }, 'ci.yaml › overrides[0]'],
  ])('%j: one that matches nothing is said once', (overrides, where) => {
    const { problems } = renderService(input(overrides));
    const all = [...problems, ...renderWorkspace(input(overrides)).problems];
    expect(all).toMatchObject([{ code: 'override-dead', where: expect.stringContaining(where) as string }]);
  });
});
