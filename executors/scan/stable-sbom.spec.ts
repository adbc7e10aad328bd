import { expect, it } from 'vitest';
import { stableSbom } from './stable-sbom';

const made = (serial: string, reference: string, time: string): string =>
  JSON.stringify({
    serialNumber: `urn:uuid:${serial}`,
    metadata: { timestamp: time, component: { 'bom-ref': reference } },
    dependencies: [{ ref: reference, dependsOn: ['pkg:npm/a@1.0.0'] }],
  });

it('gives the same bytes for the same content, references kept apart', () => {
  const one = made(
    '3e671687-395b-41f5-a30f-a58921a69b79',
    '0d6e6d2c-3c1f-4c4e-9a55-0c8f0b7b8a11',
    '2026-01-01',
  );
  const two = made(
    'aaaaaaaa-395b-41f5-a30f-a58921a69b79',
    'bbbbbbbb-3c1f-4c4e-9a55-0c8f0b7b8a11',
    '2026-02-02',
  );
  expect(stableSbom(one)).toBe(stableSbom(two));
  expect(JSON.parse(stableSbom(one))).toMatchObject({
    dependencies: [{ ref: 'ref-1', dependsOn: ['pkg:npm/a@1.0.0'] }],
  });
});
