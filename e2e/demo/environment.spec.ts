import { expect, it } from 'vitest';
import { formatEnvironment, formatNpmSettings } from './environment.js';

it('holds what a shell needs to go on where the demo ended, and nothing of its tests', () => {
  const env = {
    DOCKER_HOST: "unix:///it's here/docker.sock",
    TRIVY_CACHE_DIR: '/cache/trivy',
    npm_config_registry: 'http://127.0.0.1:4873/',
    npm_config_prefer_offline: 'true', // hides what was published a moment ago
    NX_DAEMON: 'false',
    NO_COLOR: '1',
    ORG_CI_REGISTRY: '127.0.0.1:15000',
    PATH: '/trivy/bin:/engine/usr/bin:/usr/bin:/bin',
  };
  expect(formatEnvironment(env, '/usr/bin:/bin').split('\n').slice(2)).toEqual([
    `export DOCKER_HOST='unix:///it'\\''s here/docker.sock'`,
    `export TRIVY_CACHE_DIR='/cache/trivy'`,
    `export npm_config_registry='http://127.0.0.1:4873/'`,
    `export PATH='/trivy/bin:/engine/usr/bin':"$PATH"`,
    '',
  ]);
});

it('leaves a search path alone to which nothing was added', () => {
  expect(formatEnvironment({ PATH: '/bin' }, '/bin')).not.toContain('PATH');
});

it('gives npm a token for the registry of the demo', () => {
  expect(formatNpmSettings({ npm_config_registry: 'http://127.0.0.1:4874/' })).toBe(
    '//127.0.0.1:4874/:_authToken=anonymous\n',
  );
});
