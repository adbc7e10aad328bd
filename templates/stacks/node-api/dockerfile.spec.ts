import { Service } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { dockerfile } from '../../artefacts/dockerfile';
import { workspace } from '../../testing/standard';
import { nodeApi } from './index';

const rendered = (more: object, packageManager: 'npm' | 'pnpm' = 'npm') => {
  const service = Service.parse({ name: 'payments', stack: 'node-api', port: 3000, ...more });
  const one = { ...workspace({ packageManager }), service, directory: 'apps/payments', stack: nodeApi };
  return { dockerfile: nodeApi.dockerfile(one), ignore: (nodeApi.dockerignore(one) ?? '').split('\n') };
};
const labels = (text: string): string => /^LABEL [^]*?[^\\]$/m.exec(text)?.[0] ?? '';

describe('labels', () => {
  it.each(['npm', 'pnpm'] as const)(
    '%s: what service.yaml says, under the keys of the Image Spec',
    (manager) => {
      const { dockerfile } = rendered(
        { description: 'Takes "money" for $5 \\o/', owner: 'Team Cash <cash@acme.com>' },
        manager,
      );
      expect(labels(dockerfile)).toMatchInlineSnapshot(`
        "LABEL org.opencontainers.image.title="payments" \\
              org.opencontainers.image.description="Takes \\"money\\" for \\$5 \\\\o/" \\
              org.opencontainers.image.authors="Team Cash <cash@acme.com>" \\
              org.opencontainers.image.source="\${IMAGE_SOURCE}" \\
              org.opencontainers.image.licenses="\${IMAGE_LICENSES}" \\
              org.opencontainers.image.base.name="\${RUNTIME_IMAGE%@*}" \\
              org.opencontainers.image.base.digest="\${RUNTIME_IMAGE##*@}""
      `);
    },
  );

  it('says nothing that nobody said, neither a time nor a commit', () => {
    const text = labels(rendered({}).dockerfile);
    expect(text).not.toMatch(/description|authors|created|revision/);
    expect(rendered({}).dockerfile).toBe(rendered({}).dockerfile);
  });
});

describe('the allow-list', () => {
  it('has the settings of the package manager at the root, and nowhere else', () => {
    const { ignore } = rendered({});
    expect(ignore.indexOf('!/.npmrc')).toBeGreaterThan(ignore.indexOf('**/*.npmrc'));
    expect(ignore.indexOf('**/*.npmrc')).toBeGreaterThan(ignore.indexOf('!/libs/**'));
  });

  it('has patches, which no installation can do without', () => {
    expect(rendered({}).ignore).toContain('!/patches/**');
    expect(rendered({}, 'pnpm').ignore).toEqual(expect.arrayContaining(['!/patches/**', '!/.pnpmfile.cjs']));
    expect(rendered({}, 'pnpm').dockerfile).toMatch(
      /find .* ! -name \.pnpmfile\.cjs ! -name '\*\.patch' -delete/,
    );
    expect(rendered({}).dockerfile).toMatch(/find .* ! -name '\*\.patch' -delete/);
  });
});

it('starts from the images that the standard has for the stack, pinned', () => {
  const digest = `sha256:${'1'.repeat(64)}` as const;
  const base = workspace({});
  const images = { ...base.pins.images, 'acme/base:2': digest };
  const [file] = dockerfile.render({
    ...base,
    pins: { ...base.pins, images },
    service: Service.parse({ name: 'payments', stack: 'node-api', port: 3000 }),
    directory: 'apps/payments',
    stack: { ...nodeApi, images: { ...nodeApi.images, runtime: 'acme/base:2' } },
  });
  expect(file?.text).toContain(`ARG RUNTIME_IMAGE=acme/base:2@${digest}\n`);
  expect(file?.text).toMatch(/^ARG BUILD_IMAGE=node:24-trixie-slim/m);
});
