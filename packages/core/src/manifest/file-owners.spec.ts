import { expect, it } from 'vitest';
import { fileOwners } from './file-owners';

const schema = fileOwners('service');
it.each([
  [{ Dockerfile: { owner: 'service', reason: 'why so' } }, true],
  [{ Dockerfile: { owner: 'service', reason: 'why so', until: '2027-01-31' } }, true],
  [{ Dockerfile: { owner: 'service', reason: 'why so', until: '2027-02-31' } }, false],
  [{ Dockerfile: { owner: 'service' } }, false],
  [{ Dockerfile: { owner: 'standard' } }, true],
  [{ Dockerfile: { owner: 'standard', until: '2027-01-31' } }, false],
  [{ Dockerfile: { owner: 'workspace', reason: 'why so' } }, false],
  [{ '../Dockerfile': { owner: 'service', reason: 'why so' } }, false],
  [
    Object.fromEntries(Array.from({ length: 201 }, (_, index) => [`f${index}`, { owner: 'standard' }])),
    false,
  ],
])('%j: %s', (files, isValid) => {
  expect(schema.safeParse(files).success).toBe(isValid);
});
