import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Name, parseService, ProblemError, RelativePath, Workspace } from '@org/ci-core';
import { standard } from '@org/ci-standard';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { initGenerator } from '../init/generator';
import { hostileText, hostileValue } from '../testing/hostile';
import { createWorkspace } from '../testing/workspace';
import { parseOptions } from '../workspace/parse-options';
import { serviceGenerator } from './generator';
import { formatManifest } from './manifest-text';
import { ServiceOptions } from './options';
import { chooseBehind } from './behind';
import { planService } from './plan';

const options = fc.record(
  {
    name: hostileText,
    stack: fc.oneof(fc.constant('node-api'), hostileText),
    directory: hostileText,
    port: hostileValue,
    database: fc.oneof(fc.constantFrom('postgres', 'none'), hostileText),
    description: hostileText,
    owner: hostileText,
    extra: hostileValue,
  },
  { requiredKeys: ['name'] },
);
/** Options of which only one may be bad: the others must not hide what it does. */
const nearlyGood = fc.oneof(
  hostileText.map((name) => ({ name, stack: 'node-api' })),
  hostileText.map((directory) => ({ name: 'a', stack: 'node-api', directory })),
  hostileText.map((description) => ({ name: 'a', stack: 'node-api', description })),
  hostileText.map((owner) => ({ name: 'a', stack: 'node-api', owner })),
);

const workspace = Workspace.parse({
  standard: { name: standard.name, version: '^1.0.0' },
  registry: 'registry.example.com',
  environments: [{ name: 'staging' }],
});
const around = {
  workspace,
  standard,
  services: [],
  appsFolder: 'apps',
  reserved: new Map([['ci', 'ci.yaml']]),
  isTaken: () => false,
};

/** Everything that is written for a service of these options, or undefined where they are refused. */
function written(input: object): { directory: string; manifest: string } | undefined {
  const parsed = ServiceOptions.safeParse(input);
  const planned = parsed.success ? planService(parsed.data, around) : undefined;
  if (!parsed.success || !planned?.ok) return undefined;
  const { name, directory, port, stack } = planned.value;
  const { description, owner } = parsed.data;
  const { database } = chooseBehind(parsed.data, stack);
  const manifest = formatManifest(
    { name: name.name, stack: stack.id, description, owner, port, database },
    directory,
  );
  const service = parseService(manifest, 'service.yaml');
  expect(service, 'what is written can be read').toMatchObject({
    ok: true,
    value: { name: name.name, port, database, ...(description !== undefined && { description }) },
  });
  expect(Name.safeParse(name.name).success).toBe(true);
  return { directory, manifest };
}

describe('hostile options', () => {
  it.each([
    ['in all places at once', options],
    ['in one place', nearlyGood],
  ])(
    '%s: refused, or a service inside the workspace whose manifest says the same',
    (_where, arbitrary) => {
      fc.assert(
        fc.property(arbitrary, (input) => {
          const result = written(input);
          if (!result) return;
          expect(RelativePath.safeParse(result.directory).success).toBe(true);
          expect(result.directory).not.toMatch(/(^|\/)(\.|node_modules(\/|$))/);
        }),
        { numRuns: 5_000 },
      );
    },
    60_000,
  );

  it('are refused with problems, each of which says what to do', () => {
    fc.assert(
      fc.property(options, (input) => {
        try {
          const parsed = parseOptions(ServiceOptions, input);
          const planned = planService(parsed, around);
          if (!planned.ok) throw new ProblemError(planned.problems);
        } catch (error) {
          expect(error).toBeInstanceOf(ProblemError);
          for (const { code, where, what, fix } of (error as ProblemError).problems)
            for (const text of [code, where, what, fix]) expect(text).not.toBe('');
        }
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);

  it('given to the generator: all of a service or nothing, and nothing outside', async () => {
    const workspace = createWorkspace();
    const tree = workspace.tree();
    await initGenerator(tree, { standard: '@acme/ci-standard' });
    workspace.flush(tree);
    const before = readdirSync(join(workspace.root, '..')).length;
    await fc.assert(
      fc.asyncProperty(fc.oneof(options, nearlyGood), async (input) => {
        const next = workspace.tree();
        const done = await serviceGenerator(next, { ...input, stack: 'acme-api' }).then(
          () => true,
          () => false,
        );
        const paths = next.listChanges().map(({ path }) => path);
        if (!done) expect(paths).toEqual([]);
        else expect(paths.filter((path) => /(?<!\/k8s)\/service\.yaml$/.test(path))).toHaveLength(1);
        for (const path of paths) expect(RelativePath.safeParse(path).success, path).toBe(true);
      }),
      { numRuns: 300, examples: [[{ name: 'a', directory: 'package.json/nul' }]] },
    );
    expect(readdirSync(join(workspace.root, '..'))).toHaveLength(before);
  }, 60_000);
});
