import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { ImageReceipt } from '@org/ci-core';
import { connectRegistry, getManifest, listReferrers, readBlob } from '@org/ci-oci';
import { runCommand } from '@org/ci-toolchain';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { captureOutput, type Output } from '../frame/testing/output';
import { contextOf } from '../frame/testing/run';
import { standardFiles, workspaceYaml, writeFolder } from '../frame/testing/workspace';
import { implementation } from './executor';

const host = process.env.ORG_CI_REGISTRY ?? '';
const base = process.env.ORG_CI_TEST_BASE ?? 'gcr.io/distroless/nodejs24-debian13:nonroot';
const name = `d-itg-${process.pid}`;

const lock = {
  name: 'root',
  lockfileVersion: 3,
  packages: {
    '': { name: 'root', workspaces: ['apps/*'] },
    'apps/api': { name: 'api', version: '0.0.0' },
    'node_modules/api': { resolved: 'apps/api', link: true },
  },
};

const files = (registry: string) => ({
  ...standardFiles,
  'package.json': JSON.stringify({ name: 'root', private: true, workspaces: ['apps/*'] }),
  'package-lock.json': JSON.stringify(lock),
  'ci.yaml': workspaceYaml(registry),
  'apps/api/service.yaml': `name: ${name}\nstack: node-api\nport: 3000\n`,
  'apps/api/package.json': '{"name":"api","version":"0.0.0"}',
  'apps/api/src/main.mjs': 'console.log("hello");\n',
  'apps/api/README.md': 'not in the image',
  'apps/api/Dockerfile': `FROM ${base}\nCOPY --link apps/api/src /app\nCMD ["/app/main.mjs"]\n`,
  'apps/api/Dockerfile.dockerignore': '**\n!apps/api/package.json\n!apps/api/src\n',
});

const roots: string[] = [];
async function workspace(registry = host): Promise<string> {
  const root = await writeFolder(files(registry));
  roots.push(root);
  return root;
}

const context = (root: string) => contextOf(root, 'api');

let output: Output;
beforeAll(() => {
  if (host === '')
    throw new Error('ORG_CI_REGISTRY names no registry (host:port): the real engine and registry are needed');
  output = captureOutput();
});
afterEach(() => {
  output.clear();
});
afterAll(async () => {
  output.restore();
  await Promise.all(roots.map((root) => rm(root, { recursive: true, force: true })));
});

const receiptFile = (root: string): string => path.join(root, `dist/ci/${name}/image.json`);
async function build(root: string, options: object = {}): Promise<ImageReceipt> {
  const { success } = await implementation(options, context(root));
  if (!success) throw new Error(output.text());
  return ImageReceipt.parse(JSON.parse(await readFile(receiptFile(root), 'utf8')));
}
const reference = (digest: string) => ({ host, repository: name, digest });

describe('image', () => {
  it('gives the same digest and receipt in two folders, from scratch, and moves no tag', async () => {
    const [one, two] = [await workspace(), await workspace()];
    const first = await build(one, { noCache: true });
    await writeFile(path.join(two, 'apps/api/README.md'), 'another text');
    const second = await build(two, { noCache: true });
    expect(second).toEqual(first);
    expect(first.repository).toBe(`${host}/${name}`);
    expect(first.platforms).toHaveLength(1);
    const { status } = await fetch(`http://${host}/v2/${name}/tags/list`);
    const tags =
      status === 200
        ? ((await (await fetch(`http://${host}/v2/${name}/tags/list`)).json()) as { tags: string[] | null })
            .tags
        : [];
    expect((tags ?? []).filter((tag) => !tag.startsWith('sha256-'))).toEqual([]);
  });

  it('attaches provenance to the digest once', async () => {
    const root = await workspace();
    const { digest } = await build(root);
    await build(root);
    const registry = connectRegistry();
    const { descriptors } = await listReferrers(registry, reference(digest));
    expect(descriptors).toHaveLength(1);
    const manifest = await getManifest(registry, reference(descriptors[0]?.digest ?? ''));
    const layer = manifest.content.kind === 'image' ? manifest.content.manifest.layers[0] : undefined;
    const text = await readBlob(
      registry,
      reference(digest),
      layer ?? { digest: '', size: 0 },
      async (chunks) => {
        const parts: Uint8Array[] = [];
        for await (const chunk of chunks) parts.push(chunk);
        return Buffer.concat(parts).toString('utf8');
      },
    );
    expect(JSON.parse(text)).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ digest: { sha256: digest.slice(7) } }],
      predicate: { materials: [{ uri: expect.stringContaining('distroless') as string }] },
    });
  });

  it('changes with a line of the source, and with nothing else', async () => {
    const root = await workspace();
    const before = await build(root);
    await writeFile(path.join(root, 'apps/api/src/main.mjs'), 'console.log("changed");\n');
    const after = await build(root);
    expect(after.digest).not.toBe(before.digest);
    await writeFile(path.join(root, 'apps/api/src/main.mjs'), 'console.log("hello");\n');
    expect(await build(root)).toEqual(before);
  });

  it('has the same digest as a folder and in the engine', async () => {
    const root = await workspace();
    const { digest } = await build(root);
    expect((await build(root, { output: 'oci', dest: 'out/oci' })).digest).toBe(digest);
    const index = JSON.parse(await readFile(path.join(root, 'out/oci/index.json'), 'utf8')) as {
      manifests: { digest: string }[];
    };
    expect(index.manifests.map((each) => each.digest)).toEqual([digest]);
    expect((await readdir(path.join(root, 'out/oci'))).sort()).toEqual(['blobs', 'index.json', 'oci-layout']);
    expect((await build(root, { output: 'engine', tag: `${name}:local` })).digest).toBe(digest);
    const run = await runCommand({
      tool: 'docker',
      args: ['run', '--rm', '--network', 'none', `${name}:local`],
    });
    expect(run.stdout).toBe('hello\n');
    await runCommand({ tool: 'docker', args: ['image', 'rm', `${name}:local`] });
  });

  it.each([
    ['manifests', 'find . -type f ! -name package.json -delete -o -type d -empty -delete'],
    ['members', 'rm -rf apps/api/src apps/api/*.yaml'],
  ])('selects %s as the Dockerfile would', async (stage, step) => {
    const root = await workspace();
    const dockerfile = (more: string): string => `FROM node:24-trixie-slim AS ${stage}
WORKDIR /${stage}
COPY . .
RUN --network=none ${step}
${more}
FROM scratch
COPY --from=${stage} /${stage} /selected
`;
    const file = path.join(root, 'apps/api/Dockerfile');
    await writeFile(file, dockerfile(''));
    const { digest } = await build(root);
    await writeFile(file, dockerfile('RUN true'));
    expect((await build(root)).digest).toBe(digest);
    await writeFile(file, dockerfile('RUN touch more'));
    expect((await build(root)).digest).not.toBe(digest);
  });

  it('builds several platforms into one index', async () => {
    const root = await workspace();
    await writeFile(path.join(root, 'apps/api/Dockerfile'), 'FROM scratch\nCOPY --link apps/api/src /app\n');
    const receipt = await build(root, { platforms: ['linux/amd64', 'linux/arm64'] });
    expect(receipt.mediaType).toBe('application/vnd.oci.image.index.v1+json');
    expect(receipt.platforms.map(({ platform }) => platform)).toEqual(['linux/amd64', 'linux/arm64']);
  });

  it('heals what a killed run left', async () => {
    const root = await workspace();
    const before = await build(root);
    const cache = path.join(root, 'node_modules/.cache/org-ci', name);
    const blobs = path.join(cache, 'layout/blobs/sha256');
    for (const blob of await readdir(blobs)) {
      await rm(path.join(blobs, blob));
      await writeFile(path.join(blobs, blob), 'cut');
    }
    await writeFile(path.join(cache, 'context/package.json'), '{');
    expect(await build(root)).toEqual(before);
  });

  it('prints the exact commands, and does nothing', async () => {
    const root = await workspace();
    await implementation({ dryRun: true, platforms: ['linux/amd64'] }, context(root));
    expect(output.text()).toMatch(
      /SOURCE_DATE_EPOCH=0 .*docker buildx build .*--platform linux\/amd64 .*--provenance=false --sbom=false/,
    );
    expect(output.text()).toContain(`pushed to ${host}/${name} by digest`);
    expect(await readdir(path.join(root, 'node_modules'))).not.toContain('.cache');
  });
});

describe('image: what fails says why, and leaves no receipt', () => {
  const failing = async (root: string, options: object = {}): Promise<string> => {
    expect(await implementation(options, context(root))).toEqual({ success: false });
    await expect(readFile(receiptFile(root))).rejects.toThrow(/ENOENT/);
    expect(output.text()).not.toMatch(/^\s+at /m);
    return output.text();
  };

  it('a failing step', async () => {
    const root = await workspace();
    await build(root);
    await writeFile(
      path.join(root, 'apps/api/Dockerfile'),
      `FROM ${base}\nRUN ["/nodejs/bin/node", "-e", "console.error('the reason'); process.exit(3)"]\n`,
    );
    expect(await failing(root)).toMatch(/the reason[^]*exit code: 3[^]*\[build-failed]/);
  });

  it('no registry', async () => {
    expect(await failing(await workspace('127.0.0.1:1'))).toMatch(/127\.0\.0\.1:1.*\[registry-/);
  });

  it('no engine', async () => {
    const root = await workspace();
    vi.stubEnv('DOCKER_HOST', 'unix:///nowhere/docker.sock');
    expect(await failing(root)).toContain('[engine-down]');
    vi.unstubAllEnvs();
  });

  it('no docker', async () => {
    const root = await workspace();
    vi.stubEnv('PATH', '/nowhere');
    expect(await failing(root)).toContain('[tool-missing]');
    vi.unstubAllEnvs();
  });

  it('no such builder', async () => {
    expect(await failing(await workspace(), { builder: 'nowhere' })).toContain('[builder-missing]');
  });

  it('no Dockerfile, a stale lock file', async () => {
    const root = await workspace();
    await writeFile(path.join(root, 'apps/api/package-lock.json'), '{}');
    await writeFile(path.join(root, 'package-lock.json'), JSON.stringify({ ...lock, packages: { '': {} } }));
    expect(await failing(root)).toContain('[lock-stale]');
    await rm(path.join(root, 'apps/api/Dockerfile'));
    expect(await failing(root)).toContain('[file-missing]');
  });
});
