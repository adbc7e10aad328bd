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

it('goes behind a @nx/docker that was added later, whose options nobody chose', () => {
  const added = {
    plugin: '@nx/docker',
    options: { buildTarget: { name: 'docker:build' }, runTarget: { name: 'docker:run' } },
  };
  const { plugins } = registerPlugin({ plugins: [{ plugin: '@org/ci', options: {} }, '@nx/js', added] });
  expect(plugins?.map((one) => (typeof one === 'string' ? one : one.plugin))).toEqual([
    '@nx/js',
    '@nx/docker',
    '@org/ci',
  ]);
  expect(plugins?.[1]).toMatchObject({ options: { buildTarget: { cwd: '.' } } });
  const nxJson = registerPlugin({ plugins: [...(plugins ?? [])] });
  expect(registerPlugin(nxJson)).toBe(nxJson);
});
