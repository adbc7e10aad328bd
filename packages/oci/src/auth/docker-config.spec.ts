import { describe, expect, it } from 'vitest';
import { dockerConfigPath, parseDockerConfig, type DockerConfig } from './docker-config';
import { dockerCredentials } from './docker-credentials';

const base64 = (text: string): string => Buffer.from(text).toString('base64');
const config = (value: unknown): DockerConfig => {
  const result = parseDockerConfig(JSON.stringify(value), 'config.json');
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result.value;
};
const none = () => Promise.resolve(undefined);
const password = (username: string, secret: string) => ({ kind: 'password', username, password: secret });

describe('logins in the file', () => {
  it.each([
    ['ghcr.io', { 'ghcr.io': { auth: base64('me:a:b') } }, password('me', 'a:b')],
    ['docker.io', { 'https://index.docker.io/v1/': { auth: base64('me:x') } }, password('me', 'x')],
    ['r.io:5000', { 'https://r.io:5000/v2/': { username: 'me', password: 'x' } }, password('me', 'x')],
    ['r.azurecr.io', { 'r.azurecr.io': { identitytoken: 't' } }, { kind: 'identity-token', token: 't' }],
    ['r.io', { 'other.io': { auth: base64('me:x') } }, undefined],
    ['r.io', { 'r.io': {} }, undefined],
    ['constructor', {}, undefined],
  ])('%s', async (host, auths, expected) => {
    expect(await dockerCredentials(config({ auths }), none)(host)).toEqual(expected);
  });
});

describe('credential helpers', () => {
  const recording = (answer: string | undefined) => {
    const asked: string[][] = [];
    return {
      asked,
      run: (program: string, server: string) => (asked.push([program, server]), Promise.resolve(answer)),
    };
  };

  it("asks the host's helper", async () => {
    const { asked, run } = recording('{"ServerURL":"x","Username":"AWS","Secret":"s"}');
    const credentials = dockerCredentials(
      config({ credHelpers: { 'r.io': 'ecr-login' }, credsStore: 'desktop' }),
      run,
    );
    expect(await credentials('r.io')).toEqual(password('AWS', 's'));
    expect(asked).toEqual([['docker-credential-ecr-login', 'r.io']]);
  });

  it("asks the store by Docker Hub's old name, and takes <token> for an identity token", async () => {
    const { asked, run } = recording('{"Username":"<token>","Secret":"s"}');
    expect(await dockerCredentials(config({ credsStore: 'desktop' }), run)('docker.io')).toEqual({
      kind: 'identity-token',
      token: 's',
    });
    expect(asked).toEqual([['docker-credential-desktop', 'https://index.docker.io/v1/']]);
  });

  it('falls back to the file when the store has nothing', async () => {
    const auths = { 'r.io': { auth: base64('me:x') } };
    expect(await dockerCredentials(config({ credsStore: 'desktop', auths }), none)('r.io')).toEqual(
      password('me', 'x'),
    );
  });

  it.each(['../../bin/sh', 'a b', '', '-x', 'x/y'])('runs no program for the name %j', async (helper) => {
    const { asked, run } = recording('{}');
    await expect(dockerCredentials(config({ credHelpers: { 'r.io': helper } }), run)('r.io')).rejects.toThrow(
      'docker-config-invalid',
    );
    expect(asked).toEqual([]);
  });

  it('does not repeat an odd answer, which may hold a secret', async () => {
    const { run } = recording('{"Secret":"hunter2"}');
    const failure = await dockerCredentials(
      config({ credsStore: 'x' }),
      run,
    )('r.io').catch((error: unknown) => String(error));
    expect(failure).toMatch('docker-config-invalid');
    expect(failure).not.toMatch('hunter2');
  });
});

it.each(['{', '[]', '{"auths":[]}', '{"auths":{"r.io":{"auth":1}}}', 'null'])('reports %s', (text) => {
  expect(parseDockerConfig(text, 'config.json')).toMatchObject({
    ok: false,
    problems: [{ code: 'docker-config-invalid' }],
  });
});

it('finds the file', () => {
  expect([
    dockerConfigPath('/etc/d', '/home/me'),
    dockerConfigPath('', '/home/me'),
    dockerConfigPath(undefined, '/home/me'),
  ]).toEqual(['/etc/d/config.json', '/home/me/.docker/config.json', '/home/me/.docker/config.json']);
});
