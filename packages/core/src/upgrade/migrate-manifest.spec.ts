import { describe, expect, it } from 'vitest';
import { unwrap } from '../problem/result';
import { migrateManifest } from './migrate-manifest';
import type { ManifestChange } from './migration';

const migrate = (text: string, ...manifest: ManifestChange[]): string =>
  unwrap(migrateManifest(text, [{ version: '2.0.0', id: 'm', description: 'm', manifest }], 'a/service.yaml'))
    .manifest;
const tierIsLevel = { op: 'rename', at: 'options.tier', to: 'level' } as const;

const text = `# ours
name:   payments
options:
    # woken up at night
    tier:   'gold'   # since March
    region:  "eu"
port: 3000   # fixed
`;

describe('a migration of a manifest', () => {
  it('renames a key, and no other byte', () => {
    expect(migrate(text, tierIsLevel)).toBe(text.replace('tier:', 'level:'));
    expect(migrate(text.replaceAll('\n', '\r\n'), tierIsLevel)).toBe(
      text.replace('tier:', 'level:').replaceAll('\n', '\r\n'),
    );
    expect(migrate('options: {tier: gold,region: eu}   # one line\n', tierIsLevel)).toBe(
      'options: {level: gold,region: eu}   # one line\n',
    );
  });

  it('quotes a name where YAML needs it, and touches nothing where the key is not there', () => {
    expect(migrate('owner: us\n', { op: 'rename', at: 'owner', to: 'no: way' })).toBe('"no: way": us\n');
    expect(migrate('name: a\n', tierIsLevel)).toBe('name: a\n');
    expect(migrate('options: gold\n', tierIsLevel)).toBe('options: gold\n');
  });

  it('carries several changes out in their order', () => {
    const set = { op: 'set', at: 'options.level', value: 'silver' } as const;
    const changed = migrate(text, tierIsLevel, set, { op: 'remove', at: 'options.region' });
    expect(changed).toMatch(/^# ours\nname: {3}payments\n[^]*# woken up at night\n/);
    expect(changed).toMatch(/level: {1,3}'?silver'? +# since March\n/);
    expect(changed).not.toContain('region');
    expect(changed).toContain('port: 3000   # fixed\n');
  });
});
