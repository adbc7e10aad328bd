import { describe, expect, it } from 'vitest';
import { stableSbom } from './stable-sbom';

/** The same lock file as two runs of a scanner write it. */
const run = (root: string, lock: string, folder: string, time: string): string => {
  const dependencies = [
    { ref: root, dependsOn: [lock] },
    { ref: lock, dependsOn: ['pkg:npm/b@1', 'pkg:npm/a@1'] },
    { ref: 'pkg:npm/a@1' },
  ];
  return JSON.stringify({
    bomFormat: 'CycloneDX',
    serialNumber: `urn:uuid:${lock}`,
    metadata: {
      timestamp: time,
      tools: { components: [{ name: 'trivy', version: '1' }] },
      component: { 'bom-ref': root, type: 'application', name: `/tmp/${folder}/package-lock.json` },
    },
    components: [
      { 'bom-ref': lock, type: 'application', name: 'package-lock.json' },
      { 'bom-ref': 'pkg:npm/a@1', type: 'library', name: 'a', purl: 'pkg:npm/a@1' },
    ],
    dependencies: dependencies.sort((a, b) => (a.ref < b.ref ? -1 : 1)),
  });
};
const first = '11111111-1111-4111-8111-111111111111';
const second = 'eeeeeeee-eeee-4eee-8eee-eeeeeeeeeeee';

describe('stableSbom', () => {
  it('is the same for two runs on the same lock file', () => {
    const one = stableSbom(run(first, second, 'x', '2026-01-01T00:00:00Z'), 'payments');
    const two = stableSbom(run(second, first, 'y', '2026-01-02T00:00:00Z'), 'payments');
    expect(one).toBe(two);
  });

  it('keeps what it says, its references too', () => {
    const sbom = JSON.parse(stableSbom(run(first, second, 'x', 't'), 'payments')) as object;
    expect(sbom).toMatchObject({
      bomFormat: 'CycloneDX',
      metadata: {
        tools: { components: [{ name: 'trivy', version: '1' }] },
        component: { 'bom-ref': 'application:payments', name: 'payments' },
      },
      dependencies: [
        { ref: 'application:package-lock.json', dependsOn: ['pkg:npm/a@1', 'pkg:npm/b@1'] },
        { ref: 'application:payments', dependsOn: ['application:package-lock.json'] },
        { ref: 'pkg:npm/a@1', dependsOn: [] },
      ],
    });
    expect(sbom).not.toHaveProperty('serialNumber');
    expect(sbom).not.toHaveProperty('metadata.timestamp');
  });
});
