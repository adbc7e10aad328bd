import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { stringify } from 'yaml';
import { inferNodes } from './infer';

const snippet = fc.constantFrom(
  'name: payments\n', 'stack: node-api\n', 'port: 3000\n', 'name: [', 'name: *a\n', '&a [*a, *a]\n', 'a: &a [x]\nb: [*a, *a]\n',
  '<<: {a: 1}\n', '!!js/function x\n', 'name: "\\u0000"\n', '\u0000', '\ufeff', '---\n', '...\n', '- 1\n', '? {a: b}\n: c\n',
  '\t', 'name: ../../x\n', 'name: ${{ x }}\n', 'name: $(id)\n', 'name: ci\n', 'port: -1\n', 'port: 1e400\n', '%YAML 9.9\n---\n',
  '__proto__: {name: x}\n', 'constructor: 1\n', 'environments: {x: {host: "`id`"}}\n', `description: ${'x'.repeat(9_999)}\n`,
); // prettier-ignore

const text = fc.oneof(
  fc.array(snippet, { maxLength: 5 }).map((parts) => parts.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .record({ name: fc.string(), stack: fc.string(), port: fc.anything(), database: fc.anything() })
    .map((value) => stringify(JSON.parse(JSON.stringify(value)))),
);
const ci =
  'standard: { name: "@org/ci-standard", version: 0.1.0 }\nregistry: r.example.com\nenvironments: [{ name: staging }]\n';

describe('any content of a service.yaml', () => {
  let root = '';
  beforeAll(() => {
    root = mkdtempSync(join(tmpdir(), 'org-ci-'));
    mkdirSync(join(root, 'apps/one'), { recursive: true });
    mkdirSync(join(root, 'apps/two'), { recursive: true });
    writeFileSync(join(root, 'ci.yaml'), ci);
    for (const name of ['one', 'two']) writeFileSync(join(root, `apps/${name}/package.json`), '{}');
    writeFileSync(join(root, 'apps/two/service.yaml'), 'name: two\nstack: node-api\nport: 3000\n');
    vi.spyOn(process.stderr, 'write').mockImplementation(() => true);
  });
  afterAll(() => {
    rmSync(root, { recursive: true });
    vi.restoreAllMocks();
  });

  it('leaves the graph whole: every project has a name of its own, the others keep their targets', () => {
    fc.assert(
      fc.property(text, (content) => {
        writeFileSync(join(root, 'apps/one/service.yaml'), content);
        const files = ['ci.yaml', 'apps/one/service.yaml', 'apps/two/service.yaml'];
        const projects = inferNodes(files, root).flatMap((node) => Object.values(node[1].projects ?? {}));
        const names = projects.map(({ name }) => name ?? '');
        expect(names).not.toContain('');
        expect(new Set(names).size).toBe(names.length);
        expect(names.every((name) => /^[A-Za-z0-9-]+$/.test(name))).toBe(true);
        const two = projects.find((project) => project.root === 'apps/two');
        expect(two?.targets).toHaveProperty('image');
      }),
      { numRuns: 3_000 },
    );
  }, 60_000);
});
