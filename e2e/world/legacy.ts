import type { Sandbox } from './sandbox.js';

type Files = Readonly<Record<string, string>>;
const json = (value: object): string => `${JSON.stringify(value, null, 2)}\n`;

/** What a server does on its own at the end: nothing of it is ours. */
const ending = "process.on('SIGTERM', () => server.close(() => process.exit(0)));\n";

/** Express in TypeScript, built by tsc; a library of the workspace with a build of its own. No container anywhere. */
export const orders: Files = {
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

/** A workflow that was there before, without a line of the standard's. */
export const workflow: Files = {
  '.github/workflows/ci.yml':
    'name: Ours\non: push\njobs:\n  all: { runs-on: ubuntu-latest, steps: [{ run: "npm test" }] }\n',
};

export async function writeFiles(workspace: Sandbox, files: Files): Promise<void> {
  for (const [path, text] of Object.entries(files)) await workspace.write(path, text);
}
