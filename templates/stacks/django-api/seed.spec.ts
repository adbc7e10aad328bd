import type { BackingNames } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { formatOverride } from '../../artefacts/compose/development';
import { development } from './development';
import { djangoApi } from './index';
import { combinations, orders, seeded } from './testing/orders';

const namesOf = (names: BackingNames | undefined): string[] => Object.values<string>({ ...names });
const processes = ['worker', 'beat'];

describe.each(combinations)('cache $cache, broker $broker', (choice) => {
  const file = seeded({ ...choice, ...(choice.broker === 'none' ? {} : { processes }) });
  const paths = djangoApi.seed(orders(choice)).map(({ path }) => path);

  it('has each file once, none of them empty', () => {
    const files = djangoApi.seed(orders(choice));
    const last = new Map(files.map(({ path, text }) => [path, text]));
    expect([...last.keys()]).toEqual(paths);
    expect(files.filter(({ text }) => text.trim() === '')).toEqual([]);
  });

  it('needs the packages of what is behind it, and no others', () => {
    const [needed = ''] = /^dependencies = \[[^]*?^\]/m.exec(file('pyproject.toml')) ?? [];
    expect(needed.includes('"celery')).toBe(choice.broker !== 'none');
    expect(needed.includes('"redis')).toBe([choice.cache, choice.broker].includes('redis'));
    expect(needed.includes('"pymemcache')).toBe(choice.cache === 'memcached');
  });

  it('is refused the name of a package that it needs', () => {
    const [needed = ''] = /^dependencies = \[[^]*?^\]/m.exec(file('pyproject.toml')) ?? [];
    for (const [, name] of needed.matchAll(/^ {2}"([a-z0-9-]+)/gm))
      expect(djangoApi.problems?.(orders({ name }).service, 's')).not.toEqual([]);
  });

  it('reads what runtime.ts says', () => {
    const { database, cache, broker, secrets } = djangoApi.runtime(orders(choice).service);
    const names = [database, cache, broker].flatMap(namesOf);
    const source = djangoApi
      .seed(orders(choice))
      .map(({ text }) => text)
      .join('\n');
    for (const name of [...names, ...(secrets ?? []).map(({ variable }) => variable)])
      expect(source, name).toContain(`"${name.replace(/_FILE$/, '')}"`);
  });

  it('says in its README how to start, test, build, publish, promote', () => {
    const text = file('README.md');
    for (const command of [
      'docker compose up --build --wait',
      'npx nx serve orders',
      'npx nx run-many -t lint typecheck test -p orders',
      'docker compose -f compose.test.yaml down --volumes',
      'npx nx run orders:image',
      'npx nx run orders:publish',
      'npx nx run orders:promote --to=staging',
    ])
      expect(text).toContain(command);
    expect(text).not.toMatch(/undefined|<%|^ +# /m);
    expect(text.includes('Celery')).toBe(choice.broker !== 'none');
  });

  it('has the port of service.yaml in no file that is written once', () => {
    const files = djangoApi.seed(orders({ ...choice, port: 4567 }));
    expect(files.filter(({ text }) => /\b4567\b/.test(text)).map(({ path }) => path)).toEqual([]);
  });
});

interface Published {
  readonly services: Record<string, { readonly ports?: string[] }>;
}

/** Variables and ports that development's compose file publishes what is behind the service on. */
function published(choice: object): string[] {
  const input = { ...orders(choice), stack: djangoApi, problems: [] };
  const { services } = parse(formatOverride(input, development(input))) as Published;
  const backings = Object.entries(services).filter(([name]) => !['app', 'worker', 'beat'].includes(name));
  return backings.flatMap(([, { ports = [] }]) =>
    ports.map((port) => port.replace(/^127\.0\.0\.1:\$\{(\w+):-(\d+)\}:\d+$/, '$1=$2')),
  );
}

describe.each(combinations)('.env.example, cache $cache, broker $broker', (choice) => {
  const lines = seeded(choice)('.env.example').split('\n');
  const readme = seeded(choice)('README.md');
  const products = new Set([choice.cache, choice.broker].filter((one) => one !== 'none'));

  it('has every port that compose publishes, and a port for each part', () => {
    expect(lines).toEqual(expect.arrayContaining(published(choice)));
    expect(published(choice)).toHaveLength(1 + products.size);
    const parts = Object.entries(choice).flatMap(([part, one]) => (one === 'none' ? [] : [part]));
    const ports = lines.filter((line) => /^(CACHE|BROKER)_PORT=\d+$/.test(line));
    expect(ports.map((line) => line.replace(/_.*/, '').toLowerCase())).toEqual(parts);
  });

  it('names password files that the README’s commands copy, of containers that they start', () => {
    expect(readme).toContain(`docker compose up --wait ${['postgres', ...products].join(' ')} `);
    const files = lines.flatMap((line) => /_PASSWORD_FILE=\.secrets\/(\w+)\/password$/.exec(line)?.[1] ?? []);
    expect(new Set(files)).toEqual(new Set([...products].filter((one) => one !== 'memcached')));
    for (const one of files)
      expect(readme).toContain(`docker compose cp ${one}:/run/secrets/${one}/. .secrets/${one}`);
    expect(readme.includes('dev.py python -m app.celery worker')).toBe(choice.broker !== 'none');
  });
});

describe('.env.example', () => {
  it('names database, user and published port as compose does, and a password file that git never sees', () => {
    const text = seeded({})('.env.example');
    expect(text).toContain('DATABASE_PORT=18000\nDATABASE_NAME=orders\nDATABASE_USER=orders\n');
    expect(text).toContain('DATABASE_PASSWORD_FILE=.secrets/password\n');
    expect(seeded({})('.gitignore')).toMatch(/^\.secrets$/m);
  });
});
