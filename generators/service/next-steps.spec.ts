import { Service, type StackInput } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { formatNextSteps, portInDevelopment } from './next-steps';

const arrived = {
  name: 'billing-orders',
  directory: 'apps/billing/orders',
  port: 3001,
  packageManager: 'npm',
  targets: ['build', 'serve', 'lint', 'typecheck', 'test'],
  registry: 'ghcr.io/acme',
  hasReadme: true,
} as const;

describe('formatNextSteps', () => {
  it('names commands that can be copied', () => {
    const text = formatNextSteps(arrived);
    expect(text).toContain('npx nx run-many -t lint typecheck test build -p billing-orders ');
    expect(text).toContain('(cd apps/billing/orders && docker compose up --build --wait) ');
    expect(text).toContain('npx nx run billing-orders:publish ');
    expect(text).toContain('apps/billing/orders/README.md');
    expect(text).not.toContain('example');
  });
  it('names the targets that the stack has, and no others', () => {
    const text = formatNextSteps({ ...arrived, targets: ['test', 'serve', 'lint'] });
    expect(text).toContain('npx nx run-many -t lint test -p billing-orders ');
    expect(formatNextSteps({ ...arrived, targets: ['serve'] })).not.toContain('run-many');
  });
  it('says so where the registry is still the example, and uses the package manager', () => {
    const text = formatNextSteps({ ...arrived, packageManager: 'pnpm', registry: 'registry.example.com' });
    expect(text).toContain('pnpm exec nx run billing-orders:publish');
    expect(text).toContain('set registry in ci.yaml');
  });
});

describe('the port in development', () => {
  const service = Service.parse({ name: 'shop', stack: 'x', port: 3001 });
  const input = { service } as StackInput;
  const development = (port?: number) => ({
    development: () => ({ target: 'dev', watch: [], writable: [], ...(port && { port }) }),
  });

  it.each([
    ['a development server of its own', development(5173), 5173],
    ['the program itself', development(), 3001],
    ['no development container', {}, 3001],
  ])('is that of %s', (_what, stack, port) => {
    expect(portInDevelopment(stack, input)).toBe(port);
  });
});
