/** A project as people have it, and what is to be found in it. Files from its folder, apps/api; `/x` from the root. */
export interface Layout {
  readonly files: Readonly<Record<string, string | object>>;
  readonly options?: object;
  /** Values by name; those that are left out are not asked for. */
  readonly found?: Readonly<Record<string, unknown>>;
  /** `code: option` of each problem. */
  readonly problems?: readonly string[];
}

export const server = (framework: string, port: string, path = '/health'): string =>
  `import app from '${framework}';\napp.get('${path}', ok);\napp.listen(${port});\n`;

export const byEnvironment = (port: number): string => `process.env.PORT ?? ${port}`;

export const layouts: Readonly<Record<string, Layout>> = {
  'express, TypeScript, tsc in a script': {
    files: {
      'package.json': {
        name: 'api',
        description: 'Takes orders',
        scripts: { build: 'rimraf dist && tsc -p tsconfig.app.json', start: 'node dist/main.js' },
        dependencies: { express: '^5', pg: '^8' },
      },
      'tsconfig.app.json':
        '{ "extends": "./tsconfig.json", "compilerOptions": { "rootDir": "src" } } // ours',
      'tsconfig.json': '{ "compilerOptions": { "outDir": "./dist", /* all of it */ "strict": true, }, }',
      'src/main.ts': server('express', byEnvironment(3333), '/healthz'),
    },
    found: { name: 'api', description: 'Takes orders', framework: 'express', build: 'build', tool: 'tsc', output: 'apps/api/dist', main: 'apps/api/dist/main.js', port: 3333, live: '/healthz', ready: '/healthz', database: 'postgres' }, // prettier-ignore
  },
  'fastify, plain JavaScript, with Dockerfile and compose of its own': {
    files: {
      'package.json': { name: 'api', main: 'server.js', dependencies: { fastify: '^5' } },
      'server.js': server('fastify', byEnvironment(3000)),
      Dockerfile: 'FROM node:24\nCOPY package.json server.js ./\nEXPOSE 8080\nCMD ["node", "server.js"]\n',
      'docker-compose.yml':
        'services:\n  api: { build: ., ports: ["80:8080"] }\n  db: { image: "postgres:17" }\n',
    },
    found: { framework: 'fastify', build: undefined, main: 'apps/api/server.js', port: 8080, live: '/health', database: 'postgres', context: 'service' }, // prettier-ignore
  },
  'nest, nest build': {
    files: {
      'package.json': {
        name: 'api',
        scripts: { build: 'nest build', start: 'nest start', 'start:prod': 'node dist/main' },
        dependencies: {
          '@nestjs/core': '^11',
          '@nestjs/platform-express': '^11',
          express: '^5',
          typeorm: '*',
          pg: '*',
        },
      },
      'nest-cli.json': { sourceRoot: 'src' },
      'tsconfig.json': { compilerOptions: { outDir: './dist' } },
      'src/main.ts':
        "const app = await NestFactory.create(AppModule);\nawait app.listen(Number(process.env['PORT'] || 3000));\n",
      'src/health.controller.ts':
        "@Controller('health')\nclass H {\n  @Get('live')\n  live() {}\n  @Get('ready')\n  ready() {}\n}\n",
    },
    found: { framework: 'nest', tool: 'nest build', output: 'apps/api/dist', main: 'apps/api/dist/main.js', port: 3000, live: '/health/live', ready: '/health/ready', database: 'postgres' }, // prettier-ignore
  },
  'nest on webpack, one package.json for the workspace': {
    files: {
      '/package.json': {
        name: 'acme',
        dependencies: { '@nestjs/core': '*', express: '*', pg: '*', next: '*' },
      },
      'project.json': {
        name: 'api',
        targets: {
          build: {
            executor: '@nx/webpack:webpack',
            options: { outputPath: 'dist/apps/api', main: 'apps/api/src/main.ts' },
          },
        },
      },
      'src/main.ts':
        "import { NestFactory } from '@nestjs/core';\nconst port = process.env.PORT || 3000;\nget('/api/health');\n",
    },
    found: { framework: 'nest', tool: '@nx/webpack:webpack', output: 'dist/apps/api', main: 'dist/apps/api/main.js', port: 3000, live: '/api/health', database: 'none' }, // prettier-ignore
  },
  'express on @nx/esbuild to CommonJS': {
    files: {
      'package.json': { name: '@acme/api', nx: { name: 'api' }, dependencies: { express: '*' } },
      'project.json': {
        targets: {
          build: {
            executor: '@nx/esbuild:esbuild',
            options: { outputPath: 'dist/apps/api', main: 'apps/api/src/index.ts', format: ['cjs'] },
          },
        },
      },
      'src/index.ts': server('express', 'port').replace(
        '\n',
        '\nconst port = process.env.PORT ? Number(process.env.PORT) : 3334;\n',
      ),
    },
    found: { name: 'api', output: 'dist/apps/api', main: 'dist/apps/api/index.cjs', port: 3334 },
  },
  'koa on @nx/js:tsc': {
    files: {
      'package.json': { name: 'api', dependencies: { koa: '*', knex: '*', mysql2: '*' } },
      'project.json': {
        targets: {
          build: {
            executor: '@nx/js:tsc',
            options: { outputPath: 'dist/apps/api', main: 'apps/api/src/main.ts' },
          },
        },
      },
      'src/main.ts': server('koa', byEnvironment(3000), '/livez') + "app.get('/readyz');\n",
    },
    found: { framework: 'koa', output: 'dist/apps/api', main: 'dist/apps/api/src/main.js', live: '/livez', ready: '/readyz', database: 'none' }, // prettier-ignore
  },
  'hono, esbuild in a run-commands target': {
    files: {
      'package.json': { name: 'api', dependencies: { hono: '*' } },
      'project.json': {
        targets: {
          build: { command: 'esbuild apps/api/src/index.ts --bundle --outfile=dist/apps/api/server.mjs' },
        },
      },
      'src/index.ts': server('hono', byEnvironment(8787), '/ping'),
    },
    found: {
      framework: 'hono',
      tool: 'esbuild',
      output: 'dist/apps/api',
      main: 'dist/apps/api/server.mjs',
      port: 8787,
      live: '/ping',
    },
  },
  'plain http, plain JavaScript, no package.json of its own': {
    files: {
      '/package.json': { name: 'acme', dependencies: { express: '*' } },
      'project.json': { name: 'api' },
      'index.js':
        "const http = require('node:http');\nhttp.createServer(on).listen(4000);\nif (url === '/status') ok();\n",
      'index.spec.js': "listen(process.env.PORT || 9999); get('/health');\n",
    },
    found: {
      framework: 'http',
      build: undefined,
      main: 'apps/api/index.js',
      port: 4000,
      live: '/status',
      database: 'none',
    },
  },
  'a build that nobody knows, with declared outputs and a start script': {
    files: {
      'package.json': { name: 'api', scripts: { build: './make.sh', start: 'NODE_ENV=production node --enable-source-maps -r dotenv/config ./out/server.js' }, dependencies: { express: '*' }, nx: { targets: { build: { outputs: ['{projectRoot}/out'] } } } }, // prettier-ignore
      'src/server.ts': server('express', byEnvironment(5000)),
    },
    found: {
      build: 'build',
      tool: './make.sh',
      output: 'apps/api/out',
      main: 'apps/api/out/server.js',
      port: 5000,
    },
  },
  'prisma, tsup, health in the Dockerfile, written for the root': {
    files: {
      'package.json': {
        name: 'api',
        scripts: { build: 'tsup src/index.ts', start: 'node dist/index.js' },
        dependencies: { fastify: '*', '@prisma/client': '*' },
      },
      'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n}\n',
      '.env.example': 'DATABASE_URL=x\nPORT=4100\n',
      'src/index.ts': "import f from 'fastify';\nf().register(terminus);\n",
      Dockerfile:
        'FROM node:24 AS build\nCOPY apps/api apps/api\nFROM node:24\nCOPY --from=build /app/dist dist\nHEALTHCHECK CMD curl -f \\\n  http://localhost:4100/up || exit 1\n',
    },
    found: { tool: 'tsup', output: 'apps/api/dist', main: 'apps/api/dist/index.js', port: 4100, live: '/up', ready: '/up', database: 'postgres', context: 'workspace' }, // prettier-ignore
  },
  'no port anywhere, port 80 in the Dockerfile': {
    files: {
      'package.json': { name: 'api', scripts: { start: 'node app.js' }, dependencies: { express: '*' } },
      'app.js': server('express', 'port'),
      Dockerfile: 'FROM node\nCOPY . .\nEXPOSE 80\n',
      'compose.yaml': 'services: { api: { build: { context: ../.., dockerfile: apps/api/Dockerfile } } }\n',
    },
    found: { port: 3007, context: 'workspace' },
  },
  'everything is said': {
    files: { 'package.json': { name: 'api', dependencies: { knex: '*' } }, 'run.js': '' },
    options: {
      port: 4001,
      health: '/h',
      database: 'postgres',
      main: 'apps/api/run.js',
      framework: 'http',
      description: 'D',
    },
    found: {
      port: 4001,
      live: '/h',
      ready: '/h',
      database: 'postgres',
      main: 'apps/api/run.js',
      framework: 'http',
      description: 'D',
    },
  },
  'a build that makes something else than what is started': {
    files: {
      'package.json': {
        name: 'api',
        scripts: { build: 'node make-styles.js', start: 'node server.js' },
        dependencies: { express: '*' },
      },
      'server.js': server('express', byEnvironment(3000)),
      'make-styles.js': '',
      Dockerfile: 'FROM node:24\nCOPY . .\nCMD ["node", "server.js"]\n',
    },
    found: { build: undefined, output: undefined, main: 'apps/api/server.js' },
  },
  'a build under another name': {
    files: {
      'package.json': {
        name: 'api',
        scripts: { compile: 'swc src -d lib', start: 'node lib/main.js' },
        dependencies: { express: '*' },
      },
      'src/main.ts': server('express', byEnvironment(3000)),
    },
    options: { build: 'compile' },
    found: { build: 'compile', tool: 'swc', output: 'apps/api/lib', main: 'apps/api/lib/main.js' },
  },
};
