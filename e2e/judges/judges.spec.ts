import { expect, it } from 'vitest';
import { relocateSchema } from './kubernetes-schemas.js';
import { formatAdvisory } from './trivy-db/advisory.js';

it('makes a schema’s references relative', () => {
  const text = '{"$id":"https://x/api/pod.json","a":{"$ref":"/api/_definitions.json#/d"}}';
  expect(relocateSchema(text)).toBe('{"a":{"$ref":"_definitions.json#/d"}}');
});

it('names the bucket that trivy looks into', () => {
  const common = { id: 'CVE-1', package: 'p', severity: 'HIGH' } as const;
  expect(formatAdvisory({ ...common, ecosystem: 'npm', vulnerable: ['<2'], patched: ['2'] })).toMatchObject({
    source: { bucket: 'npm::GitHub Security Advisory Npm', id: 'ghsa' },
    detail: { VulnerableVersions: ['<2'], PatchedVersions: ['2'] },
    title: 'CVE-1',
  });
  expect(formatAdvisory({ ...common, ecosystem: 'debian', release: '13', fixed: '2-1' })).toMatchObject({
    source: { bucket: 'debian 13', id: 'debian' },
    detail: { FixedVersion: '2-1' },
  });
});
