import { describe, expect, it } from 'vitest';
import { viteSpa } from './index';
import { inputOf } from './testing/input';

const stageOf = (text: string, name: string): string =>
  new RegExp(`^FROM \\S.* AS ${name}$[^]*?(?=^FROM|$(?![^]))`, 'm').exec(text)?.[0] ?? '';

describe.each(['npm', 'pnpm'] as const)('the Dockerfile (%s)', (manager) => {
  const text = viteSpa.dockerfile(inputOf({}, manager));
  const runtime = stageOf(text, 'runtime');

  it('runs as an unprivileged numeric user, files of root', () => {
    expect(runtime.match(/^USER .*$/gm)?.at(-1)).toBe('USER 65532:65532');
    expect(runtime).not.toMatch(/--chown/);
    for (const copy of runtime.match(/^COPY .*$/gm) ?? []) expect(copy).toMatch(/--link --chmod=a=r/);
  });

  it('lets requests end when it stops', () => {
    expect(runtime).toMatch(/^STOPSIGNAL SIGQUIT$/m);
    expect(runtime).toMatch(/^ENTRYPOINT \["\/usr\/sbin\/nginx", "-e", "stderr"\]$/m);
  });

  it('asks the port of the manifest for its health', () => {
    expect(runtime).toMatch(/^HEALTHCHECK .*\/dev\/tcp\/127\.0\.0\.1\/3100 .*GET \/health\/ready /m);
    expect(runtime).toMatch(/^EXPOSE 3100$/m);
  });

  it('builds without network, and compresses without times', () => {
    expect(stageOf(text, 'build')).toMatch(/^RUN --network=none vite build [^]*gzip [^&]*--no-name/m);
  });

  it('has the stages of development and of tests', () => {
    expect(stageOf(text, 'dev')).toMatch(/^EXPOSE 3100$/m);
    expect(stageOf(text, 'test')).toMatch(/^CMD \["vitest", "run", "--coverage"/m);
  });

  it('takes no value of an environment into the image', () => {
    expect(runtime).not.toMatch(/^ENV|VITE_/m);
    expect(text).not.toContain('8000');
  });
});

it('leaves the configuration out of the context: a changed value is no new image', () => {
  const ignore = (viteSpa.dockerignore(inputOf()) ?? '').split('\n');
  expect(ignore).toContain('apps/shop/config');
  expect(ignore.indexOf('apps/shop/config')).toBeGreaterThan(ignore.indexOf('!/apps/shop/**'));
  expect(viteSpa.context?.folders).toContain('config');
});
