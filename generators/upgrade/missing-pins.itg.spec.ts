import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { run, upgradable } from '../testing/upgradable';
import { acmeVersion, installAcme } from '../testing/versions';
import { upgradeGenerator } from './generator';

const type = 'application/vnd.oci.image.manifest.v1+json';
const config = {
  mediaType: 'application/vnd.oci.image.config.v1+json',
  digest: `sha256:${'a'.repeat(64)}`,
  size: 1,
};
const manifest = JSON.stringify({ schemaVersion: 2, mediaType: type, config, layers: [] });
const digest = `sha256:${createHash('sha256').update(manifest).digest('hex')}`;

/** A registry that has every image; its address. */
async function registry(): Promise<string> {
  const server = createServer((_, response) => {
    response.writeHead(200, { 'content-type': type });
    response.end(manifest);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  onTestFinished(() => {
    server.close();
  });
  return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

it('an image that a new version of the standard starts from is pinned, as the old one was', async () => {
  const workspace = await upgradable('orders');
  const mirrors = `mirrors: { registry.invalid: "${await registry()}" }\n`;
  workspace.write('ci.yaml', workspace.read('ci.yaml').replace(/^mirrors:[^]*?\n(?=\S)/m, '') + mirrors);
  installAcme(workspace, '2.0.0');
  const image = 'registry.invalid/library/postgres:18';
  workspace.write(
    'node_modules/@acme/ci-standard/index.js',
    acmeVersion('2.0.0').replace('images: {}, actions', `images: { toolbox: '${image}' }, actions`),
  );
  expect(await run(workspace, (tree) => upgradeGenerator(tree, { skipInstall: true }))).toBe('');
  const pins = JSON.parse(workspace.read('.ci/pins.json')) as { images: object };
  expect(pins.images).toEqual({ [image]: digest });
});
