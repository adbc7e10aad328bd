import { expect, it } from 'vitest';
import { parseService, parseWorkspace } from '../manifest/parse';
import { ok, unwrap } from '../problem/result';
import { emptyStandard } from '../standard/plan-extension';
import type { Stack } from '../stack/stack';
import { planSync } from './plan';

it('asks once what decides the rendering of a standard, however many services follow it', () => {
  const standard = {
    ...emptyStandard,
    name: 'acme',
    version: '1.0.0',
    stacks: [{ id: 'api', images: {} } as Stack],
  };
  const asked: string[] = [];
  const found = ['a', 'b', 'c'].map((name) => ({
    service: unwrap(parseService(`name: ${name}\nstack: api\nport: 3000\n`, 'x')),
    directory: `apps/${name}`,
  }));
  const ciYaml =
    'standard: { name: acme, version: 1.0.0 }\nregistry: r.example.com\nenvironments: [{ name: live }]\n';
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
