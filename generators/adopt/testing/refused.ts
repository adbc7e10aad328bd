import { server, type Layout } from './layouts';

/** Projects in which something cannot be seen, or that are something else. */
export const refused: Readonly<Record<string, Layout>> = {
  'nothing to be seen': {
    files: { 'package.json': { name: '@acme/api', dependencies: { knex: '*' } }, 'a.ts': 'export {};\n' },
    problems: ['adopt-name: ', 'adopt-unknown: framework', 'adopt-unknown: main', 'adopt-unknown: health', 'adopt-unknown: database'], // prettier-ignore
  },
  'several of everything': {
    files: {
      'package.json': { name: 'api', dependencies: { express: '*', koa: '*' } },
      'server.js': server('express', '3001') + "get('/healthz');\n",
      'index.js': server('koa', '3002'),
    },
    problems: ['adopt-ambiguous: framework', 'adopt-ambiguous: main', 'adopt-ambiguous: port', 'adopt-ambiguous: health'], // prettier-ignore
  },
  'a build that it does not have': {
    files: {
      'package.json': { name: 'api', dependencies: { express: '*' } },
      'app.js': server('express', '3000'),
    },
    options: { build: 'compile' },
    problems: ['adopt-unknown: build'],
  },
  'a Python program': { files: { 'pyproject.toml': '', 'manage.py': '' }, problems: ['adopt-foreign: '] },
  'a Next.js application': {
    files: { 'package.json': { name: 'api', dependencies: { next: '*', express: '*' } } },
    problems: ['adopt-foreign: '],
  },
  'a site that Vite builds': {
    files: { 'package.json': { name: 'api' }, 'vite.config.ts': '', 'index.html': '' },
    problems: ['adopt-foreign: '],
  },
};
