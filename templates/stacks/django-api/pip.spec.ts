import { lockedCheck } from '@org/ci-core';
import { expect, it } from 'vitest';
import { djangoApi } from './index';
import { orders, underPip } from './testing/orders';

const dockerfile = djangoApi.dockerfile(underPip());
const seed = djangoApi.seed(underPip({ broker: 'redis', processes: ['worker'] }));

it('has nothing of uv where pip installs', () => {
  const ignore = djangoApi.dockerignore(underPip()) ?? '';
  expect(dockerfile + ignore).not.toMatch(/\buv\b|UV_|uv\.lock/);
  for (const { path, text } of seed) expect(text, path).not.toMatch(/\buv (run|add|lock|sync)|tool\.uv/);
  expect(JSON.stringify(djangoApi.targets(orders().service, { pythonPackageManager: 'pip' }))).not.toContain(
    'uv ',
  );
});

it('installs from an index only what it has a hash of', () => {
  const installs = dockerfile.match(/-m pip \S* ?install [^&;]*/g) ?? [];
  expect(installs).toHaveLength(4);
  for (const one of installs) expect(one).toMatch(/--require-hashes|--no-deps/);
  for (const file of ['requirements.txt', 'requirements-dev.txt'])
    expect(installs.filter((one) => one.includes(`/tmp/${file}`)).join()).toContain('--require-hashes');
});

it('ships what the production lock file has, in an environment without pip', () => {
  const [, deps = ''] = /AS deps\n([^]*?)\nFROM /.exec(dockerfile) ?? [];
  expect(deps).toContain('source=apps/orders/requirements.txt');
  expect(deps).toContain('-m venv --without-pip /opt/venv');
  expect(deps).not.toContain('requirements-dev.txt');
  expect(dockerfile).toContain('type=cache,id=pip,target=/root/.cache/pip,sharing=locked');
});

it('ends the build where a lock file is behind', () => {
  for (const statement of lockedCheck) expect(dockerfile).toContain(statement);
  expect(dockerfile).toMatch(/' apps\/orders$/m);
});

it('differs from that of uv in what installs, and in nothing else', () => {
  const shipped = (text: string): string => text.slice(text.indexOf('AS dev\n'));
  expect(shipped(dockerfile)).toBe(shipped(djangoApi.dockerfile(orders())));
});
