import { expect, it } from 'vitest';
import { registerPlugin } from './nx-json';

it('comes after @nx/docker, and gives that the layout of our Dockerfiles', () => {
  const { plugins } = registerPlugin({ plugins: ['@nx/docker', '@nx/js'] });
  expect(plugins).toEqual([
    {
      plugin: '@nx/docker',
      options: { buildTarget: { name: 'docker:build', cwd: '.', args: ['--file {projectRoot}/Dockerfile'] } },
    },
    '@nx/js',
    '@org/ci',
  ]);
});

it('leaves options that somebody chose', () => {
  const own = { plugin: '@nx/docker', options: { buildTarget: 'build-image' } };
  expect(registerPlugin({ plugins: [own] }).plugins).toEqual([own, '@org/ci']);
});

it('twice is once', () => {
  const once = registerPlugin({});
  expect(registerPlugin(once)).toBe(once);
});
