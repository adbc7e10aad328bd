import { Service } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { textOf, workspace } from '../../testing/standard';
import { nodeApi } from './index';

const input = workspace();

function seeded(name: string): (file: string) => string {
  const placed = input.services.find(({ service }) => service.name === name);
  if (!placed) throw new Error(`${name} is no example`);
  const files = nodeApi.seed({ ...input, ...placed, packageName: name });
  return (file) => files.find(({ path }) => path === `${placed.directory}/${file}`)?.text ?? '';
}

const variables = (text: string): Record<string, string> =>
  Object.fromEntries([...text.matchAll(/^(\w+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]));

describe('.env.example', () => {
  const env = variables(seeded('node-api-postgres')('.env.example'));
  const folder = 'apps/examples/node-api-postgres';

  it('names database and user as compose does', () => {
    const { services } = parse(textOf(`${folder}/compose.yaml`)) as {
      services: Record<string, { environment: Record<string, string> }>;
    };
    const { DATABASE_NAME, DATABASE_USER } = services.app?.environment ?? {};
    expect(env).toMatchObject({ DATABASE_NAME, DATABASE_USER });
    expect(DATABASE_NAME).toBe('node_api_postgres');
  });

  it('names the port on which compose publishes the database', () => {
    expect(textOf(`${folder}/compose.override.yaml`)).toContain(
      `127.0.0.1:\${DATABASE_PORT:-${env.DATABASE_PORT}}:5432`,
    );
  });

  it('names a password file that git and the image never see', () => {
    expect(env.DATABASE_PASSWORD_FILE).toBe('.secrets/password');
    expect(seeded('node-api-postgres')('.gitignore')).toMatch(/^\.secrets$/m);
    expect(textOf(`${folder}/Dockerfile.dockerignore`)).toMatch(/^\*\*\/\.secrets$/m);
  });

  it('speaks of no database where there is none', () => {
    expect(Object.keys(variables(seeded('node-api-none')('.env.example')))).toEqual([
      'LOG_LEVEL',
      'CORS_ALLOWED_ORIGINS',
    ]);
  });
});

describe('README.md', () => {
  it.each(['node-api-postgres', 'node-api-none'])(
    'of %s says how to start, test, build, publish, promote',
    (name) => {
      const text = seeded(name)('README.md');
      for (const command of [
        'docker compose up --build --wait',
        `npx nx serve ${name}`,
        `npx nx run-many -t lint typecheck test build -p ${name}`,
        'docker compose -f compose.test.yaml down --volumes',
        `npx nx run ${name}:image`,
        `npx nx run ${name}:publish`,
        `npx nx run ${name}:promote --to=staging`,
      ])
        expect(text).toContain(command);
      expect(text).not.toMatch(/undefined|<%|^ +# /m);
      expect(text.includes('DATABASE_URL')).toBe(name === 'node-api-postgres');
    },
  );
});

describe('the port of service.yaml', () => {
  it.each(['postgres', 'none'] as const)('is in no file that is written once (database: %s)', (database) => {
    const service = Service.parse({ name: 'payments', stack: 'node-api', port: 4567, database });
    const one = { ...input, service, directory: 'apps/payments', packageName: 'payments' };
    const holding = nodeApi.seed(one).filter(({ text }) => /\b4567\b/.test(text));
    expect(holding.map(({ path }) => path)).toEqual([]);
  });
});
