import { describe, expect, it } from 'vitest';
import { viteSpa } from './index';
import { inputOf } from './testing/input';

const files = (more: object = {}) => viteSpa.files?.(inputOf(more)) ?? [];
const confOf = (more?: object): string =>
  files(more).find(({ path }) => path === 'apps/shop/nginx.conf')?.text ?? '';

describe('nginx.conf', () => {
  it('belongs to the service', () => {
    expect(files().find(({ path }) => path.endsWith('nginx.conf'))?.ownership).toBe('merged');
  });

  it('adds headers in no location: nginx would drop all others there', () => {
    const locations = confOf().match(/^ {8}location [^]*?^ {8}\}/gm) ?? [];
    expect(locations).toHaveLength(5);
    for (const location of locations) expect(location).not.toContain('add_header');
    for (const header of confOf().match(/add_header .*/g) ?? []) expect(header).toMatch(/ always;$/);
  });

  it('answers probes where the manifest says, and keeps them out of the log', () => {
    const conf = confOf({ port: 4567, health: { live: '/alive', ready: '/able' } });
    expect(conf).toContain('listen 4567;');
    for (const path of ['/alive', '/able']) {
      expect(conf).toContain(`location = ${path} {`);
      expect(conf).toContain(`        ${path} 0;\n`);
    }
  });
});
