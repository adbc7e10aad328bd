import { readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Service, Workspace } from '@org/ci-core';
import { afterEach, describe, expect, it } from 'vitest';
import { contextPaths } from '../context/prepare';
import { writeContext } from '../context/write';
import { writeFolder } from '../frame/testing/workspace';
import { ImageOptions } from './options';
import { readBuildKey, rememberPushed, synthBuildKey, type Prepared } from './unchanged';

const service = Service.parse({ name: 'api', stack: 'node-api', port: 3000 });
const workspace = Workspace.parse({
  standard: { name: 's', version: '1.0.0' },
  registry: 'r.example.com',
  environments: [{ name: 'staging' }],
});
const digest = `sha256:${'a'.repeat(64)}`;
const dockerfile = `FROM node@${digest}\n`;
const task: Prepared = {
  root: '/w',
  directory: 'apps/api',
  service,
  workspace,
  dockerfile,
  contextDigest: 'b',
};
const machine = { env: {}, arch: 'x64', chosen: ['', ''] };

const key = (changes: Partial<Prepared> = {}, options: object = {}, on: Partial<typeof machine> = {}) =>
  synthBuildKey({ ...task, ...changes }, ImageOptions.parse(options), 'r/api', { ...machine, ...on });

describe('synthBuildKey', () => {
  it.each([
    [{ contextDigest: 'c' }, {}, {}],
    [{ dockerfile: `${dockerfile}USER 1\n` }, {}, {}],
    [{ workspace: { ...workspace, platforms: ['linux/amd64'] } }, {}, {}],
    [{}, { platforms: ['linux/amd64'] }, {}],
    [{}, { builder: 'other' }, {}],
    [{}, {}, { arch: 'arm64' }],
    [{}, {}, { env: { DOCKER_DEFAULT_PLATFORM: 'linux/arm64' } }],
    [{}, {}, { env: { BUILDX_BUILDER: 'x' } }],
    [{}, {}, { env: { DOCKER_HOST: 'x' } }],
    [{}, {}, { env: { DOCKER_CONTEXT: 'x' } }],
    [{}, {}, { chosen: ['arm', ''] }],
  ])('is another one for %j %j %j', (changes, options, on) => {
    expect(key()).toMatch(/^[0-9a-f]{64}$/);
    expect(key({ ...changes }, options, on)).not.toBe(key());
  });

  it('knows nothing of the machine where the platform is named', () => {
    const on = { arch: 'arm64', chosen: ['arm', ''], env: { DOCKER_DEFAULT_PLATFORM: 'linux/s390x' } };
    const options = { platforms: ['linux/amd64'] };
    expect(key({}, options, on)).toBe(key({}, options));
    expect(key({}, {}, { env: { HOME: '/x' } })).toBe(key());
  });
});

describe('readBuildKey', () => {
  it('gives none where a build may find something newer', async () => {
    const keyOf = (text: string) =>
      readBuildKey({ ...task, dockerfile: text }, ImageOptions.parse({}), 'r/api');
    expect(await keyOf(dockerfile)).toMatch(/^[0-9a-f]{64}$/);
    expect(await keyOf('FROM node:24\n')).toBeUndefined();
  });
});

describe('rememberPushed', () => {
  let root: string;
  afterEach(() => rm(root, { recursive: true }));

  it.each([
    ['as they were written', undefined, true],
    ['of another run', 'context/x.ts', false],
    ['with the Dockerfile of another run', 'Dockerfile', false],
  ])('records an image that was built from files %s', async (_, overwritten, isRecorded) => {
    root = await writeFolder({ 'x.ts': 'x', 'node_modules/.cache/org-ci/api/Dockerfile': dockerfile });
    const { folder } = contextPaths(root, 'api');
    const contextDigest = await writeContext(root, folder, [{ path: 'x.ts', kind: 'copy' }]);
    const cache = path.dirname(folder);
    await writeFile(path.join(cache, 'pushed.json'), '{}');
    if (overwritten) await writeFile(path.join(cache, overwritten), 'other');
    await rememberPushed({ ...task, root, contextDigest }, 'key', { digest, attached: [] });
    expect((await readdir(cache)).includes('pushed.json')).toBe(isRecorded);
  });
});
