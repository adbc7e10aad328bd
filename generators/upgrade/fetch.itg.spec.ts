import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { fetchStandard } from './fetch';

/** A registry that has nothing; what it was asked for. */
async function emptyRegistry(): Promise<{ readonly url: string; readonly asked: string[] }> {
  const asked: string[] = [];
  const server = createServer(({ url = '' }, response) => {
    asked.push(url);
    response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, asked };
}

it('asks the registry that the workspace’s .npmrc names for the scope, tells where it looked, and leaves nothing', async () => {
  const root = mkdtempSync(join(tmpdir(), 'org-ci-'));
  onTestFinished(() => {
    rmSync(root, { recursive: true });
  });
  const { url, asked } = await emptyRegistry();
  writeFileSync(join(root, 'package.json'), '{}');
  writeFileSync(join(root, '.npmrc'), `@acme:registry=${url}\n`);
  await expect(fetchStandard(root, '@acme/ci-standard', '2.0.0')).rejects.toThrow(
    `${url}@acme%2fci-standard`,
  );
  expect(asked).toContain('/@acme%2fci-standard');
  expect(readdirSync(join(root, 'node_modules/.cache/org-ci/standards/@acme/ci-standard'))).toEqual([]);
});
