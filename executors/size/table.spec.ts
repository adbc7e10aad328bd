import { expect, it } from 'vitest';
import type { SizeReceipt } from '@org/ci-core';
import { formatSize, overBudget } from './table';

const digest = `sha256:${'a'.repeat(64)}`;
const receipt: SizeReceipt = {
  schema: 1,
  service: 'payments',
  digest,
  pass: false,
  budgetBytes: 10_000_000,
  overBaseBytes: 12_345_678,
  totalBytes: 66_000_000,
  layers: [
    { digest, bytes: 53_654_322, base: true, createdBy: 'base' },
    { digest, bytes: 12_345_678, base: false, createdBy: 'COPY dist ./dist' },
  ],
  packages: [
    { name: 'npm big', bytes: 30_000_000 },
    { name: '/app/dist', bytes: 15_000_000 },
  ],
};

it('shows the budget, our layers and the largest parts', () => {
  const text = formatSize(receipt).join('\n');
  expect(text).toContain('12.3 MB over the base of 10.0 MB allowed; 66.0 MB in all');
  expect(text).toContain('COPY dist ./dist');
  expect(text).toContain('53.7 MB  base image');
  expect(text).toMatch(/30\.0 MB {2}█{24} {2}npm big/);
  expect(text).toMatch(/15\.0 MB {2}█{12} {12} {2}\/app\/dist/);
});

it('says that the base is not known', () => {
  const unknown = { ...receipt, overBaseBytes: receipt.totalBytes };
  expect(formatSize(unknown).join('\n')).toContain('the base image is not known: every layer counts');
});

it('names what takes the space when the budget is exceeded', () => {
  expect(overBudget(receipt)).toMatchObject({
    code: 'size-budget',
    what: expect.stringContaining('npm big 30.0 MB') as string,
  });
});
