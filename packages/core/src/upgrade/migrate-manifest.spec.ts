import { describe, expect, it } from 'vitest';
import { unwrap } from '../problem/result';
import { migrateManifest } from './migrate-manifest';
import type { ManifestChange, ServiceMigration } from './migration';

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

  it('tells the next steps to those who had what changes, and always where nothing of a manifest does', () => {
    const migrated = (manifest: ManifestChange[], more: Partial<ServiceMigration> = {}) => {
      const one = { version: '2.0.0', id: 'm', description: 'm', manifest, nextSteps: ['Tell'], ...more };
      return unwrap(migrateManifest(text, [one], 'a/service.yaml'));
    };
    const steps = (...given: Parameters<typeof migrated>): readonly string[] => migrated(...given).nextSteps;
    expect(migrated([{ op: 'remove', at: 'options.zone' }]).migrations).toEqual([]);
    expect(migrated([tierIsLevel], { nextSteps: [] }).migrations).toEqual(['m']);
    const regionGone = { op: 'remove', at: 'options.region' } as const;
    expect(steps([regionGone])).toEqual(['Tell']);
    expect(steps([{ op: 'remove', at: 'options.zone' }])).toEqual([]);
    expect(steps([{ op: 'remove', at: 'options.zone' }, tierIsLevel])).toEqual(['Tell']);
    expect(steps([])).toEqual(['Tell']);
    expect(steps([{ op: 'remove', at: 'zone' }], { moves: [{ from: 'a', to: 'b' }] })).toEqual(['Tell']);
  });

  it.each<[string, string, Partial<ServiceMigration>]>([
    ['migration-failed', 'options: gold\n', { manifest: [{ op: 'set', at: 'options.level', value: 1 }] }],
    [
      'migration-failed',
      'name: a\n',
      {
        run: () => {
          throw new TypeError('of undefined');
        },
      },
    ],
    ['not-utf8', Buffer.from('# Gr\xf6\xdfe\n', 'latin1').toString('utf8'), { manifest: [tierIsLevel] }],
  ])('is a problem of that service where it cannot be carried out: %s', (code, manifest, more) => {
    const migration = { version: '2.0.0', id: 'm', description: 'm', ...more };
    expect(migrateManifest(manifest, [migration], 'a/service.yaml')).toMatchObject({
      ok: false,
      problems: [{ code, where: 'a/service.yaml' }],
    });
  });
});
