import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { initGenerator } from '../init/generator';
import { acmeStandard, createWorkspace, type TestWorkspace } from '../testing/workspace';
import { pinsGenerator } from './generator';

const digestOf = (text: string): string => `sha256:${createHash('sha256').update(text).digest('hex')}`;

/** A registry that has one image, whose manifest can be changed; its address. */
async function registry(image: { manifest: string | undefined }): Promise<string> {
  const server = createServer((request, response) => {
    const isKnown = request.url === '/v2/library/postgres/manifests/17' && image.manifest !== undefined;
    response.writeHead(isKnown ? 200 : 404, { 'content-type': 'application/vnd.oci.image.manifest.v1+json' });
    response.end(isKnown ? image.manifest : '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const manifest = (note: string): string =>
  JSON.stringify({
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: { mediaType: 'application/vnd.oci.image.config.v1+json', digest: digestOf(note), size: 1 },
    layers: [],
  });

const withImage = acmeStandard.replace(
  'images: {}, actions',
  "images: { toolbox: 'registry.invalid/library/postgres:17' }, actions",
);

async function initialized(mirror: string, standard = withImage): Promise<TestWorkspace> {
  const workspace = createWorkspace({ 'node_modules/@acme/ci-standard/index.js': standard });
  workspace.write(
    'ci.yaml',
    `standard: { name: "@acme/ci-standard", version: 1.2.3 }\nregistry: r.example.com\nmirrors: { registry.invalid: "${mirror}" }\nenvironments: [{ name: staging }]\n`,
  );
  const tree = workspace.tree();
  await initGenerator(tree, { standard: '@acme/ci-standard' });
  workspace.flush(tree);
  return workspace;
}

async function pin(workspace: TestWorkspace): Promise<string[]> {
  const tree = workspace.tree();
  await pinsGenerator(tree, {});
  return workspace.flush(tree);
}

describe('pins', () => {
  it('are resolved through the mirror by init already, and again only when the tag moved', async () => {
    const image = { manifest: manifest('one') };
    const workspace = await initialized(await registry(image));
    const pins = (): unknown => JSON.parse(workspace.read('.ci/pins.json'));
    const name = 'registry.invalid/library/postgres:17';
    const today = new Date().toISOString().slice(0, 10);
    const pinned = (digest: string) => ({
      images: { [name]: digest },
      resolved: { [`${name}@${digest}`]: today },
    });
    expect(pins()).toEqual(pinned(digestOf(manifest('one'))));
    expect(await pin(workspace)).toEqual([]);
    image.manifest = manifest('two');
    expect(await pin(workspace)).toEqual(['.ci/pins.json']);
    expect(pins()).toEqual(pinned(digestOf(manifest('two'))));
  });

  it('are never invented: an image that no registry has is an error, and the old pins stay', async () => {
    const image: { manifest: string | undefined } = { manifest: manifest('one') };
    const workspace = await initialized(await registry(image));
    image.manifest = undefined;
    await expect(pin(workspace)).rejects.toMatchObject({ problems: [{ code: 'pin-unresolved' }] });
    expect(workspace.read('.ci/pins.json')).toContain(digestOf(manifest('one')));
  });

  it('of actions are commits of git: where none can be had, the old ones stay', async () => {
    // https://github.com/ as a folder of this machine: git is not allowed to read it
    vi.stubEnv('GIT_CONFIG_COUNT', '1');
    vi.stubEnv('GIT_CONFIG_KEY_0', 'url.file:///nowhere/.insteadOf');
    vi.stubEnv('GIT_CONFIG_VALUE_0', 'https://github.com/');
    const tagged = withImage.replace('actions: {}', "actions: { 'acme/audit': { version: 'v1.0.0' } }");
    const workspace = await initialized(await registry({ manifest: manifest('one') }), tagged);
    const locked = JSON.parse(workspace.read('.ci/pins.json')) as object;
    const sha = 'a'.repeat(40);
    const actions = { 'acme/audit': { version: 'v1.0.0', sha }, 'acme/gone': { version: 'v1.0.0', sha } };
    workspace.write('.ci/pins.json', JSON.stringify({ ...locked, actions }));
    const tree = workspace.tree();
    await expect(pinsGenerator(tree, {})).rejects.toMatchObject({
      problems: [
        {
          code: 'pin-unresolved',
          where: 'acme/audit v1.0.0',
          what: expect.stringContaining('not allowed') as string,
        },
      ],
    });
    vi.unstubAllEnvs();
    await pinsGenerator(tree, { update: false });
    workspace.flush(tree);
    expect(JSON.parse(workspace.read('.ci/pins.json'))).toMatchObject({
      actions: { 'acme/audit': { version: 'v1.0.0', sha } },
    });
    expect(workspace.read('.ci/pins.json')).not.toContain('acme/gone');
  });

  it('that are damaged say so', async () => {
    const workspace = await initialized(await registry({ manifest: manifest('one') }));
    workspace.write('.ci/pins.json', '{');
    await expect(pin(workspace)).rejects.toMatchObject({ problems: [{ code: 'pins-syntax' }] });
  });
});
