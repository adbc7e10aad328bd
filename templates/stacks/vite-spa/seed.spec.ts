import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { defaultContract } from './configuration/default-contract';
import { viteSpa } from './index';
import { inputOf } from './testing/input';

const seedOf = (more: object = {}) => viteSpa.seed({ ...inputOf(more), packageName: '@acme/shop' });
const textOf = (file: string, more?: object): string =>
  seedOf(more).find(({ path }) => path === `apps/shop/${file}`)?.text ?? '';

describe('the source', () => {
  it('has the package, and the name of the project', () => {
    expect(JSON.parse(textOf('package.json'))).toMatchObject({ name: '@acme/shop', nx: { name: 'shop' } });
  });

  it('has every version exactly', () => {
    const { dependencies, devDependencies } = JSON.parse(textOf('package.json')) as Record<string, object>;
    for (const version of Object.values({ ...dependencies, ...devDependencies }))
      expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  it('has the port of service.yaml in no file that is written once', () => {
    const holding = seedOf({ port: 4567 }).filter(({ text }) => /\b4567\b/.test(text));
    expect(holding.map(({ path }) => path)).toEqual([]);
  });

  it('reads nothing of the environment of its build', () => {
    for (const { path, text } of seedOf().filter(({ path: one }) => one.includes('/src/')))
      expect(text, path).not.toMatch(/import\.meta\.env|process\.env/);
  });

  it('is formatted apart from what is generated into it', () => {
    const ignored = textOf('.prettierignore').split('\n');
    const generated = viteSpa.files?.(inputOf()) ?? [];
    const managed = generated.filter(({ ownership }) => ownership === 'managed');
    expect(managed.length).toBeGreaterThan(0);
    for (const { path } of managed) expect(ignored).toContain(path.replace('apps/shop/', ''));
  });
});

describe('README.md', () => {
  it('says how to start, configure, test, build, publish, promote', () => {
    const text = textOf('README.md');
    for (const command of [
      'docker compose up --build --wait',
      'npx nx serve shop',
      'npx nx sync',
      'npx nx run-many -t lint typecheck test build -p shop',
      'docker compose -f compose.test.yaml down --volumes',
      'npx nx run shop:image',
      'npx nx run shop:publish',
      'npx nx run shop:promote --to=staging',
    ])
      expect(text).toContain(command);
    expect(text).not.toMatch(/undefined|<%/);
  });

  it('shows the configuration of this service, so that a copy of it changes nothing', () => {
    const { apiUrl } = defaultContract;
    const configuration = { apiUrl: { ...apiUrl, type: 'url', development: 'http://localhost:8123' } };
    const environments = { staging: { configuration: { apiUrl: 'https://orders.staging.acme.dev' } } };
    const [, block = ''] =
      /^```yaml\n([^]*?)^```/m.exec(textOf('README.md', { configuration, environments })) ?? [];
    expect(parse(block)).toEqual({ configuration, environments });
    const [, alone = ''] = /^```yaml\n([^]*?)^```/m.exec(textOf('README.md')) ?? [];
    expect(parse(alone)).toEqual({ configuration: defaultContract });
  });
});
