import { Service } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
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
