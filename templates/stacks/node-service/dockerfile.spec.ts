import { Service } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { workspace } from '../../testing/standard';
import { nodeService } from './index';

const managers = ['npm', 'pnpm'] as const;
const directory = 'apps/legacy';

function rendered(more: object, packageManager: 'npm' | 'pnpm' = 'npm') {
  const service = Service.parse({ name: 'legacy', stack: 'node-service', port: 8080, ...more });
  const input = { ...workspace({ packageManager }), service, directory, stack: nodeService };
  return { dockerfile: nodeService.dockerfile(input), ignore: nodeService.dockerignore(input)?.split('\n') };
}
const built = { application: { build: 'compile', output: 'dist/apps/legacy', main: 'src/main.js' } };
const plain = { application: { main: 'server.js' } };

describe.each(managers)('%s', (manager) => {
  it('runs the main file of the output, or of the folder where nothing is built', () => {
    expect(rendered(built, manager).dockerfile).toMatch(
      /^CMD \["\/app\/dist\/apps\/legacy\/src\/main\.js"\]$/m,
    );
    expect(rendered(plain, manager).dockerfile).toMatch(/^CMD \["\/app\/apps\/legacy\/server\.js"\]$/m);
  });

  it('says what builds it where its main file is not there', () => {
    expect(rendered(built, manager).dockerfile).toContain('nx run legacy:compile makes it');
    expect(rendered(plain, manager).dockerfile).toContain(
      'correct application.main in apps/legacy/service.yaml',
    );
  });

  it('ships no sources of what is built, and all of what is not', () => {
    expect(rendered(built, manager).dockerfile).toMatch(
      /find apps\/legacy .* ! -path 'dist\/apps\/legacy\/\*' .*\*\.ts/,
    );
    expect(rendered(built, manager).dockerfile).toContain("-name '*.ts' -o -name '*.tsx'");
    expect(rendered(plain, manager).dockerfile).not.toContain('*.ts');
  });

  it('asks for its health by itself, at the path of the manifest', () => {
    const health = { live: '/livez', ready: '/readyz' };
    const line = /^HEALTHCHECK .*start-interval.* CMD (.*)$/m.exec(
      rendered({ ...plain, health }, manager).dockerfile,
    );
    const argv = JSON.parse(line?.[1] ?? '[]') as string[];
    expect(argv.slice(0, 2)).toEqual(['/nodejs/bin/node', '-e']);
    expect(argv[2]).toContain("process.env.PORT + '/readyz'");
  });

  it('gives the password of a database to whoever looks for it, and to nobody where there is none', () => {
    expect(rendered({ ...plain, database: 'postgres' }, manager).dockerfile).toMatch(
      /^CMD \["--require=\/app\/database\.cjs", "\/app\/apps\/legacy\/server\.js"\]$/m,
    );
    expect(rendered(plain, manager).dockerfile).not.toContain('database');
  });

  it('installs without what is for development, and without scripts', () => {
    const { dockerfile } = rendered(plain, manager);
    expect(dockerfile).toMatch(
      manager === 'npm' ? /npm ci .*--omit=dev/ : /pnpm install --prod --frozen-lockfile/,
    );
    expect(dockerfile).toContain('--ignore-scripts');
    expect(dockerfile).toMatch(/^USER 65532:65532$/m);
  });
});

describe('the allow-list', () => {
  it('has the output of the build, after all that is left out', () => {
    const { ignore = [] } = rendered(built);
    expect(ignore.indexOf('!/dist/apps/legacy/**')).toBeGreaterThan(ignore.indexOf('**/coverage'));
    expect(ignore).not.toContain('**/dist');
  });

  it('is none beside a Dockerfile that was written for its own folder', () => {
    const application = { ...plain.application, context: 'service' };
    expect(rendered({ application }).ignore).toBeUndefined();
  });
});

it('is no stack of a manifest that does not say how it starts', () => {
  const service = Service.parse({ name: 'legacy', stack: 'node-service', port: 8080 });
  expect(nodeService.problems?.(service, 'x').map(({ code }) => code)).toEqual(['application-missing']);
  expect(nodeService.problems?.({ ...service, application: { main: 'a.js' } }, 'x')).toEqual([]);
});
