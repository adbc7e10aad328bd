import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Artefact } from '../artefact/artefact';
import { parseService, parseWorkspace } from '../manifest/parse';
import { ok, unwrap } from '../problem/result';
import { formatLock } from '../reconcile/lock';
import { emptyStandard } from '../standard/plan-extension';
import type { Stack } from '../stack/stack';
import type { Standard } from '../standard/standard';
import { planSync } from './plan';

const ciYaml =
  'standard: { name: acme, version: 1.0.0 }\nregistry: r.example.com\nenvironments: [{ name: live }]\n';
const services = (...names: string[]) =>
  names.map((name) => ({
    service: unwrap(parseService(`name: ${name}\nstack: api\nport: 3000\n`, 'x')),
    directory: `apps/${name}`,
  }));

it('asks once what decides the rendering of a standard, however many services follow it', () => {
  const standard = {
    ...emptyStandard,
    name: 'acme',
    version: '1.0.0',
    stacks: [{ id: 'api', images: {} } as Stack],
  };
  const asked: string[] = [];
  const found = services('a', 'b', 'c');
  planSync({
    workspace: unwrap(parseWorkspace(ciYaml, 'ci.yaml')),
    standardFor: () => ok(standard),
    engine: ({ name }) => {
      asked.push(name);
      return 'test';
    },
    pins: { images: {} },
    found,
    complete: true,
    locked: [],
    today: '2026-11-21',
    exists: () => false,
    read: () => undefined,
    hash: (text) => String(text.length).padStart(64, '0'),
  });
  expect(asked).toEqual(['acme']);
});

it('goes on where a company’s code throws for one service, of which nothing changes', () => {
  const files: Record<string, string> = {};
  const run = (broken: string[]) => {
    const fail = (what: string): void => {
      if (broken.includes(what)) throw new TypeError('x\n  of undefined');
    };
    const stack = {
      id: 'api',
      images: {},
      problems: ({ name }: { name: string }) => {
        fail(`stack of ${name}`);
        return [];
      },
    };
    const artefact: Artefact = {
      id: 'file',
      scope: 'service',
      render: ({ service: { name }, directory }) => {
        fail(name);
        return [{ path: `${directory}/x.txt`, text: `${name} ${broken.join()}\n`, ownership: 'merged' }];
      },
    };
    const standard: Standard = {
      ...emptyStandard,
      ...{ name: 'acme', version: '1.0.0', stacks: [stack as unknown as Stack], artefacts: [artefact] },
    };
    const { plans, problems } = planSync({
      workspace: unwrap(parseWorkspace(ciYaml, 'ci.yaml')),
      standardFor: () => ok(standard),
      engine: () => undefined,
      pins: { images: {} },
      found: services('a', 'b', 'c'),
      complete: true,
      locked: [],
      today: '2026-11-21',
      exists: (path) => path in files,
      read: (path) => files[path],
      hash: (text) => createHash('sha256').update(text).digest('hex'),
    });
    for (const { path, text } of plans.flatMap(({ writes }) => writes)) files[path] = text;
    for (const { path, lock, before } of plans) if (lock && lock !== before) files[path] = formatLock(lock);
    return problems.map(({ code, where, what }) => `${code} ${where} ${what}`);
  };
  expect(run([])).toEqual([]);
  const before = { ...files };
  const said = 'acme 1.0.0 cannot make its files: x of undefined';
  expect(run(['b', 'stack of c'])).toEqual([
    `render-failed apps/c/service.yaml ${said}`,
    `render-failed apps/b/service.yaml ${said}`,
  ]);
  expect(files['apps/a/x.txt']).toBe('a b,stack of c\n');
  for (const path of ['apps/b/x.txt', 'apps/c/x.txt', '.ci/lock/b.json', '.ci/lock/c.json'])
    expect(files[path]).toBe(before[path]);
});
