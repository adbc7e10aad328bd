import { Service } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { formatNextSteps } from './next-steps';
import { ServiceOptions } from './options';

const arrived = {
  name: 'billing-orders',
  directory: 'apps/billing/orders',
  port: 3001,
  packageManager: 'npm',
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
  it('says so where the registry is still the example, and uses the package manager', () => {
    const text = formatNextSteps({ ...arrived, packageManager: 'pnpm', registry: 'registry.example.com' });
    expect(text).toContain('pnpm exec nx run billing-orders:publish');
    expect(text).toContain('set registry in ci.yaml');
  });
});

describe('the database', () => {
  it('has one default, in the manifest and in the generator', () => {
    const options = ServiceOptions.parse({ name: 'a', stack: 'b' });
    expect(options.database).toBe(Service.parse({ name: 'a', stack: 'b', port: 3000 }).database);
  });
});
