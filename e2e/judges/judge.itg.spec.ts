import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { judge, type JudgeName } from './judge.js';
import { kubeconformArguments } from './kubernetes-schemas.js';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'org-ci-judges-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(
  name: JudgeName,
  args: readonly string[],
  path: string,
  text: string,
): Promise<number | undefined> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  const target = name === 'kustomize' ? dirname(file) : file;
  const { exitCode } = await execa(await judge(name), [...args, target], { cwd: folder, reject: false });
  return exitCode;
}

const workflow = (run: string, runsOn = 'ubuntu-24.04') => `name: x
on: push
permissions: {}
concurrency: { group: x, cancel-in-progress: true }
jobs:
  a:
    name: a
    runs-on: ${runsOn}
    steps:
      - name: say
        run: ${run}
`;
const configMap = (field: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: x }\n${field}: { a: b }\n`;

describe('every judge knows good from bad', () => {
  const cases: readonly (readonly [JudgeName, readonly string[], string, string, string])[] = [
    ['hadolint', [], 'Dockerfile', 'FROM debian:13\nUSER 1\n', 'FROM debian\nRUN cd /x && sudo ls\n'],
    ['shellcheck', [], 'x.sh', '#!/bin/sh\necho "$1"\n', '#!/bin/sh\nrm -rf $1/*\n'],
    ['yamllint', ['-d', 'relaxed', '-s'], 'x.yaml', 'a: 1\n', 'a: 1\na: 2\n'],
    ['pre-commit', ['validate-config'], 'pc.yaml', 'repos: []\n', 'repos: 1\n'],
    ['actionlint', [], 'wf.yml', workflow('echo hi'), workflow('echo ${{ nothing.here }}')],
    ['zizmor', ['--offline'], '.github/workflows/z.yml', workflow('echo hi'), workflow('echo ${{ github.event.issue.title }}')], // prettier-ignore
    [
      'kustomize',
      ['build'],
      'k/kustomization.yaml',
      'namePrefix: a-\nresources: []\n',
      'resources: [missing.yaml]\n',
    ],
  ];
  it.each(cases)('%s', async (name, args, path, good, bad) => {
    expect(await run(name, args, path, good), 'good').toBe(0);
    expect(await run(name, args, path, bad), 'bad').toBeGreaterThan(0);
  });

  it('kubeconform: an unknown field and an unknown kind are errors', async () => {
    const args = await kubeconformArguments();
    expect(await run('kubeconform', args, 'a.yaml', configMap('data'))).toBe(0);
    expect(await run('kubeconform', args, 'b.yaml', configMap('dataa'))).toBe(1);
    expect(
      await run('kubeconform', args, 'c.yaml', configMap('data').replace('ConfigMap', 'ConfigMapp')),
    ).toBe(1);
  });
});
