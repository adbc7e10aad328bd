import { join } from 'node:path';
import { defineArtefact, type RenderedFile } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { contractProblems } from './contract/contract';
import { exampleWorkspace } from './contract/example';
import { acmeFiles, acmeStandard, acmeText } from './testing/acme';
import { example, generated, standard, textOf, workspace } from './testing/standard';

interface Compose {
  readonly services: Readonly<Record<string, object>>;
}

const environments = {
  one: [{ name: 'live' }],
  two: example.environments,
  four: ['test', 'staging', 'canary', 'production'].map((name) => ({
    name,
    production: name === 'production',
  })),
};

describe('the contract of stacks and artefacts', () => {
  for (const packageManager of ['npm', 'pnpm'] as const) {
    it.each(Object.keys(environments) as (keyof typeof environments)[])(
      `${packageManager}, %s environments`,
      (key) => {
        const input = workspace({ packageManager, environments: environments[key] });
        expect(input.services.map(({ service }) => service.database)).toContain('postgres');
        expect(contractProblems(input)).toEqual([]);
      },
    );
  }

  it.each(['npm', 'pnpm'] as const)('%s, with the stack of a company beside ours', (packageManager) => {
    const acme = acmeStandard();
    expect(acme.stacks.map(({ id }) => id)).toEqual([...standard.stacks.map(({ id }) => id), 'go-api']);
    expect(contractProblems(exampleWorkspace(acme, { ...example, packageManager }))).toEqual([]);
  });

  const broken: readonly (readonly [string, Partial<RenderedFile>])[] = [
    ['leaves its folder', { path: '../x' }],
    ['leaves its folder', { path: 'elsewhere/x' }],
    ['has a carriage return', { text: 'a\r\n' }],
    ['does not end with exactly one newline', { text: 'a' }],
    ['does not end with exactly one newline', { text: 'a\n\n' }],
    ['has trailing spaces', { text: 'a \n' }],
    ['has a placeholder that nothing filled', { text: '<%- name %>\n' }],
    ['has a placeholder that nothing filled', { text: 'x: [object Object]\n' }],
    ['is not JSON', { path: 'x.json', text: '{,}\n' }],
    ['is not YAML 1.2', { path: 'x.yaml', text: 'a: 1\na: 2\n' }],
    ['nginx:1 is no pinned image of the standard', { path: 'x.yaml', text: 'image: nginx:1\n' }],
    [
      'nginx:1 is no pinned image of the standard',
      { path: 'Dockerfile', text: 'FROM nginx:1 AS a\nFROM a\n' },
    ],
  ];
  it.each(broken)('finds a file that %s', (what, file) => {
    const bad = defineArtefact({
      id: 'bad',
      scope: 'service',
      render: ({ directory }) => {
        const path = file.path ?? 'x.txt';
        const place = path.startsWith('.') || path.startsWith('else') ? path : `${directory}/${path}`;
        return [{ text: 'a\n', ownership: 'merged', ...file, path: place }];
      },
    });
    const input = exampleWorkspace({ ...standard, artefacts: [bad] }, example);
    expect(contractProblems(input).map((problem) => problem.what)).toContain(what);
  });

  it('finds what is rendered differently each time, or twice', () => {
    let count = 0;
    const clock = defineArtefact({
      id: 'clock',
      scope: 'workspace',
      render: () => [{ path: 'x', text: `${count++}\n`, ownership: 'managed' }],
    });
    const input = exampleWorkspace({ ...standard, artefacts: [clock, clock] }, example);
    const found = contractProblems(input).map((problem) => problem.what);
    expect(found).toEqual(expect.arrayContaining(['x is rendered twice', 'two renderings differ']));
  });
});

describe('the stack of a company', () => {
  const input = exampleWorkspace(acmeStandard(), example);
  const services = input.services.map((one) =>
    one.stack.id === 'go-api' ? { ...one, service: { ...one.service, processes: ['worker'] } } : one,
  );
  const files = generated({ ...input, services });
  const own = 'apps/examples/go-api-none';

  it('has every artefact: image, containers, manifests, the jobs of the pipeline', () => {
    expect(textOf(`${own}/Dockerfile`, files)).toMatch(/^FROM golang:1\.26-trixie@sha256:\w{64} AS build$/m);
    for (const name of [
      'compose.yaml',
      'k8s/base/deployment.yaml',
      'k8s/overlays/production/kustomization.yaml',
    ])
      expect(files.has(`${own}/${name}`), name).toBe(true);
    const compose = parse(textOf(`${own}/compose.yaml`, files)) as Compose;
    expect(compose.services.worker).toMatchObject({ entrypoint: ['/service', 'work'], read_only: true });
    expect(compose.services.redis).toBeDefined();
    expect([...files.keys()].filter((path) => path.startsWith('.github/workflows/'))).toHaveLength(3);
  });

  it('is written in less than 300 lines, templates included', () => {
    const lines = acmeFiles.map((path) => acmeText(path).split('\n').length - 1);
    expect(lines.reduce((sum, one) => sum + one, 0)).toBeLessThan(300);
  });
});

describe('the example workspace', () => {
  const isOwn = (path: string): boolean =>
    !path.includes('/Dockerfile') && !/^apps\/examples\/node-(api-none|service-)/.test(path);
  const own = [...generated().values()].filter(
    ({ path }) => isOwn(path) || path === 'apps/examples/node-service-postgres/compose.yaml',
  );

  it('has these files', async () => {
    const list = [...generated().values()].map(({ path, ownership }) => `${ownership} ${path}\n`).join('');
    await expect(list).toMatchFileSnapshot(join(__dirname, '__snapshots__/example/FILES'));
  });

  it.each(own.map(({ path, text }) => [path, text]))('%s', async (path, text) => {
    await expect(text).toMatchFileSnapshot(join(__dirname, '__snapshots__/example', path));
  });
});
