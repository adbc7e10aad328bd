import { randomUUID } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ProjectGraph } from '@nx/devkit';
import { ProblemError, Service, Workspace, type Stack, type Standard } from '@org/ci-core';
import { formatReference, headManifest, listReferrers, connectRegistry } from '@org/ci-oci';
import { runCommand, type Command, type Runner } from '@org/ci-toolchain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import type { Task } from '../frame/task';
import { ensureImage } from './ensure';
import { buildImage, referenceOf } from './image';
import { ImageOptions } from './options';

const host = process.env.ORG_CI_REGISTRY ?? '';
const name = `d-ensure-${process.pid}`;
const lock = {
  lockfileVersion: 3,
  packages: { '': {}, 'apps/api': { name: 'api' }, 'node_modules/api': { resolved: 'apps/api', link: true } },
};

let root: string;
beforeAll(async () => {
  if (host === '')
    throw new Error('ORG_CI_REGISTRY names no registry (host:port): the real engine and registry are needed');
  root = await writeFolder({
    'package.json': '{}',
    'package-lock.json': JSON.stringify(lock),
    'apps/api/package.json': '{"name":"api"}',
    'apps/api/main.mjs': `// ${randomUUID()}\n`,
    'apps/api/Dockerfile': 'FROM scratch\nCOPY --link apps/api/main.mjs /app/\n',
  });
});
afterAll(() => rm(root, { recursive: true, force: true }));

function task(): { task: Task<unknown>; commands: Command[] } {
  const commands: Command[] = [];
  const run: Runner = (command, options) => {
    commands.push(command);
    return runCommand(command, options);
  };
  const workspace = Workspace.parse({
    standard: { name: 's', version: '1.0.0' },
    registry: host,
    environments: [{ name: 'staging' }],
  });
  const quiet = (): void => undefined;
  const graph = {
    nodes: { api: { data: { root: 'apps/api', targets: { image: { options: {} } } } } },
    dependencies: {},
  } as unknown as ProjectGraph;
  return {
    commands,
    task: {
      root,
      graph,
      workspace,
      project: 'api',
      directory: 'apps/api',
      service: Service.parse({ name, stack: 'node-api', port: 3000 }),
      standard: {} as Standard,
      stack: {} as Stack,
      options: {},
      dryRun: false,
      say: quiet,
      progress: quiet,
      announce: () => undefined,
      run,
      signal: new AbortController().signal,
      turn: (work) => work(),
    },
  };
}

/** Deletes a manifest as a registry's clean-up would. */
async function lose(repository: string, digest: string): Promise<void> {
  const { status } = await fetch(`http://${host}/v2/${repository}/manifests/${digest}`, { method: 'DELETE' });
  expect(status).toBe(202);
}

describe('ensureImage', () => {
  it('asks the registry, and no engine, where the digest is there', async () => {
    const built = await buildImage(task().task, ImageOptions.parse({}));
    const again = task();
    await ensureImage(again.task, built);
    expect(again.commands).toEqual([]);
  });

  it('builds the same files once, and anew where that is asked for', async () => {
    const run = async (options: object = {}) => {
      const one = task();
      const { digest } = await buildImage(one.task, ImageOptions.parse(options));
      return { digest, commands: one.commands.length };
    };
    const { digest } = await run({ noCache: true });
    expect(await run()).toEqual({ digest, commands: 1 });
    expect(await run()).toEqual({ digest, commands: 0 });
    expect(await run({ provenance: false })).toEqual({ digest, commands: 1 });
    expect(await run({ provenance: false })).toEqual({ digest, commands: 0 });
    expect(await run({ noCache: true })).toEqual({ digest, commands: 1 });
    for (const [file, line] of [
      ['Dockerfile', 'USER 1\n'],
      ['main.mjs', '// edited\n'],
    ] as const) {
      const edited = path.join(root, 'apps/api', file);
      const before = await readFile(edited, 'utf8');
      await run();
      await writeFile(edited, `${before}${line}`);
      const changed = await run();
      expect(changed.commands).toBe(1);
      expect(changed.digest).not.toBe(digest);
      await writeFile(edited, before);
    }
  });

  it('attaches provenance again that the registry has lost', async () => {
    const registry = connectRegistry();
    const build = async () => {
      const one = task();
      const image = referenceOf(await buildImage(one.task, ImageOptions.parse({})));
      const { descriptors } = await listReferrers(registry, image);
      const provenance = descriptors.map(({ digest }) => digest);
      return { provenance, commands: one.commands.length };
    };
    const { provenance } = await build();
    expect(provenance).toHaveLength(1);
    await lose(name, provenance[0] ?? '');
    const again = await build();
    expect(again.commands).toBe(1);
    expect(again.provenance).toHaveLength(1);
    expect(
      await headManifest(registry, { host, repository: name, digest: again.provenance[0] ?? '' }),
    ).toBeDefined();
    expect((await build()).commands).toBe(0);
  });

  it('builds a lost digest again, and refuses another one', async () => {
    const receipt = await buildImage(task().task, ImageOptions.parse({ provenance: false }));
    await lose(name, receipt.digest);
    const again = task();
    await ensureImage(again.task, receipt);
    expect(again.commands).toHaveLength(1);
    expect(await headManifest(connectRegistry(), referenceOf(receipt))).toBeDefined();
    expect(formatReference(referenceOf(receipt))).toBe(`${receipt.repository}@${receipt.digest}`);

    await lose(name, receipt.digest);
    await writeFile(path.join(root, 'apps/api/main.mjs'), '// edited\n');
    const error: unknown = await ensureImage(task().task, receipt).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ProblemError);
    expect((error as ProblemError).problems.map(({ code }) => code)).toEqual(['digest-changed']);
  });
});
