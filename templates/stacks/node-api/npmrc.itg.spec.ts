import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Service } from '@org/ci-core';
import { execa } from 'execa';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workspace } from '../../testing/standard';
import { nodeApi } from './index';

/** What the Dockerfile asks before it installs. */
function checkOf(packageManager: 'npm' | 'pnpm'): string {
  const service = Service.parse({ name: 'payments', stack: 'node-api', port: 3000 });
  const input = { ...workspace({ packageManager }), service, directory: 'apps/payments', stack: nodeApi };
  const check = /&& if (grep .* \.npmrc); then/.exec(nodeApi.dockerfile(input))?.[1];
  if (check === undefined) throw new Error('the Dockerfile looks for no login');
  return check;
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'org-ci-'));
});
afterAll(() => rm(folder, { recursive: true }));

describe.each(['npm', 'pnpm'] as const)('%s: a login in .npmrc', (manager) => {
  const isFound = async (text: string): Promise<boolean> => {
    await writeFile(path.join(folder, '.npmrc'), text);
    const { exitCode, stdout, stderr } = await execa('sh', ['-c', checkOf(manager)], {
      cwd: folder,
      reject: false,
    });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
    return exitCode === 0;
  };

  it.each([
    '//npm.example.com/:_authToken=npm_secret',
    'fund=false\n  //npm.example.com/:_authToken = npm_secret\n',
    '"//npm.example.com/:_authToken"="npm_secret"',
    '//npm.example.com/:_AUTHTOKEN[]=npm_secret',
    '//npm.example.com/:_password=c2VjcmV0',
    '_auth=dXNlcjpwYXNz',
    'https-proxy=http://me:secret@proxy.example.com:3128/',
    'a=b\r\n//npm.example.com/:_authToken=npm_secret\r\n',
  ])('ends the build: %j', async (text) => {
    expect(await isFound(text)).toBe(true);
  });

  it.each([
    '',
    'registry=https://npm.example.com/\n@acme:registry=https://npm.example.com:8443/@acme/\nalways-auth=true\n',
    '//npm.example.com/:_authToken=${NPM_TOKEN}',
    '//npm.example.com/:_authToken="${NPM_TOKEN}"\n//npm.example.com/:_password = ${NPM_PASSWORD}\n',
    '# //npm.example.com/:_authToken=npm_secret\n; _auth=x\n',
    '//npm.example.com/:_authToken=\n',
    'https-proxy=http://${USER}:${PASSWORD}@proxy.example.com:3128/',
  ])('is none, and builds: %j', async (text) => {
    expect(await isFound(text)).toBe(false);
  });

  it('is none where there is no file', async () => {
    await rm(path.join(folder, '.npmrc'), { force: true });
    const { exitCode, all } = await execa('sh', ['-c', checkOf(manager)], { cwd: folder, reject: false, all: true }); // prettier-ignore
    expect({ exitCode, all }).toEqual({ exitCode: 2, all: '' });
  });
});
