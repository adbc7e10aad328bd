import type { Sandbox } from './sandbox.js';

type Files = Readonly<Record<string, string>>;
const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** What a server does on its own at the end: nothing of it is ours. */
const ending = "process.on('SIGTERM', () => server.close(() => process.exit(0)));\n";

/** A library of the workspace with a build of its own, and a dependency that nobody else has. */
export const money: Files = {
  'libs/money/package.json': json({
    name: '@acme/money',
    version: '1.0.0',
    private: true,
    main: 'dist/index.js',
    types: 'dist/index.d.ts',
    scripts: { build: 'tsc' },
    dependencies: { ms: '2.1.3' },
  }),
  'libs/money/tsconfig.json': json({
    compilerOptions: { outDir: 'dist', rootDir: 'src', declaration: true, module: 'node16', target: 'es2022', strict: true, types: [] },
    include: ['src'],
  }), // prettier-ignore
  'libs/money/src/index.ts':
    'export const format = (cents: number): string => `${(cents / 100).toFixed(2)} EUR`;\n',
};

/** Express in TypeScript, built by tsc. No container anywhere. */
export const orders: Files = {
  'apps/orders/package.json': json({
    name: 'orders',
    version: '1.0.0',
    private: true,
    description: 'Takes orders',
    scripts: {
      build: 'rm -rf dist && tsc -p tsconfig.json',
      start: 'node dist/main.js',
      test: 'node --test',
    },
    nx: { targets: { build: { dependsOn: ['^build'] } } },
    dependencies: { '@acme/money': '*', express: '4.21.2' },
    devDependencies: { '@types/express': '4.17.21', '@types/node': '22.10.2', typescript: '5.9.2' },
  }),
  'apps/orders/tsconfig.json':
    '{\n  // as it was in 2021\n  "compilerOptions": { "outDir": "./dist", "rootDir": "./src", "module": "node16", "target": "es2022", "strict": true },\n  "include": ["src"],\n}\n',
  'apps/orders/src/main.ts': [
    "import { format } from '@acme/money';",
    "import express from 'express';",
    '',
    'const app = express();',
    "app.get('/healthz', (_request, response) => void response.json({ ok: true }));",
    "app.get('/price', (_request, response) => void response.send(format(1999)));",
    'const server = app.listen(Number(process.env.PORT ?? 3333));',
    ending,
  ].join('\n'),
};

/** Fastify in plain JavaScript, with a Dockerfile, a compose file and line ends of its own. */
export const greeter: Files = {
  'apps/greeter/package.json': json({ name: 'greeter', version: '1.0.0', private: true, main: 'server.js', dependencies: { fastify: '5.6.1' } }), // prettier-ignore
  'apps/greeter/server.js': [
    "const server = require('fastify')();",
    "server.get('/health', async () => 'fine');",
    "server.listen({ port: Number(process.env.PORT || 8080), host: '0.0.0.0' });",
    ending,
  ].join('\n'),
  'apps/greeter/Dockerfile': [
    '# our own, since 2022',
    'FROM node:24-trixie-slim',
    'WORKDIR /srv',
    'COPY package.json ./',
    'RUN npm install --omit=dev',
    'COPY . .',
    'USER 1000:1000',
    'EXPOSE 8080',
    'CMD ["node", "server.js"]',
    '',
  ].join('\r\n'),
  'apps/greeter/compose.yaml':
    'services:\n    greeter:   # ours\n        build: .\n        ports: ["8080:8080"]\n',
};

/** Koa in TypeScript, bundled by a command of project.json; its dependencies are the workspace's. */
export const mailer: Files = {
  'apps/mailer/project.json': json({
    name: 'mailer',
    targets: {
      build: {
        command:
          'esbuild apps/mailer/src/main.ts --bundle --platform=node --packages=external --outfile=dist/apps/mailer/main.js',
        outputs: ['{workspaceRoot}/dist/apps/mailer'],
      },
    },
  }),
  'apps/mailer/src/main.ts': [
    "import Koa from 'koa';",
    '',
    'const app = new Koa();',
    "app.use((context) => { context.status = context.path === '/livez' ? 200 : 404; });",
    'const server = app.listen(process.env.PORT ? Number(process.env.PORT) : 3334);',
    ending,
  ].join('\n'),
};

/** What the workspace itself has for them. */
export const shared = {
  dependencies: { koa: '3.0.1' },
  devDependencies: { '@types/koa': '3.0.0', esbuild: '0.25.9' },
};

/** Express again, with a database and a package that differs by platform. */
export const invoices: Files = {
  'apps/invoices/package.json': json({
    name: 'invoices',
    version: '1.0.0',
    private: true,
    scripts: { build: 'tsc', start: 'node dist/main.js' },
    nx: { targets: { build: { dependsOn: ['^build'] } } },
    dependencies: { '@acme/money': 'workspace:*', express: '4.21.2', pg: '8.16.3', sharp: '0.34.4' },
    devDependencies: {
      '@types/express': '4.17.21',
      '@types/node': '22.10.2',
      '@types/pg': '8.15.5',
      typescript: '5.9.2',
    },
  }),
  'apps/invoices/tsconfig.json': json({
    compilerOptions: { outDir: 'dist', rootDir: 'src', module: 'node16', target: 'es2022', strict: true },
    include: ['src'],
  }),
  'apps/invoices/src/main.ts': [
    "import { format } from '@acme/money';",
    "import express from 'express';",
    "import { Pool } from 'pg';",
    "import sharp from 'sharp';",
    '',
    'const bySettings = new Pool();',
    'const byUrl = new Pool({ connectionString: process.env.DATABASE_URL });',
    "const image = { create: { width: 2, height: 2, channels: 3, background: 'red' } } as const;",
    'const app = express();',
    "app.get('/healthz', async (_request, response) => {",
    "  for (const pool of [bySettings, byUrl]) await pool.query('select 1');",
    '  const { byteLength } = await sharp(image).png().toBuffer();',
    '  response.send(format(byteLength));',
    '});',
    'const server = app.listen(Number(process.env.PORT ?? 3335));',
    "process.on('SIGTERM', () => {",
    '  server.close(() => void Promise.all([bySettings.end(), byUrl.end()]).then(() => process.exit(0)));',
    '});',
    '',
  ].join('\n'),
};

/** A workflow that was there before, without a line of the standard's. */
export const workflow: Files = {
  '.github/workflows/ci.yml':
    'name: Ours\non: push\njobs:\n  all: { runs-on: ubuntu-latest, steps: [{ run: "npm test" }] }\n',
};

export async function writeFiles(workspace: Sandbox, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) await workspace.write(path, text);
}
