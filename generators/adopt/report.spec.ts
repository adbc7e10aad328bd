import { expect, it } from 'vitest';
import type { Project } from './project';
import { adoptNotes } from './report';

const notes = (files: Readonly<Record<string, string>>): string[] => {
  const read: Project['read'] = (path) => files[path.slice('apps/api/'.length)];
  return adoptNotes({ directory: 'apps/api', files: Object.keys(files), read }).map(({ code }) => code);
};
const ends = { 'main.js': "process.on('SIGTERM', end);\n" };

it('speaks of nothing where nothing will be asked in vain', () => {
  expect(notes(ends)).toEqual([]);
  expect(notes({ 'main.ts': 'app.enableShutdownHooks();' })).toEqual([]);
  expect(notes({ ...ends, 'compose.yaml': '' })).toEqual([]);
});

it('says that nothing ends the program', () => {
  expect(notes({ 'main.js': "// process.on('SIGTERM', end);\n" })).toEqual(['adopt-sigterm']);
  expect(notes({ 'main.js': '', 'main.spec.js': 'SIGTERM' })).toEqual(['adopt-sigterm']);
});

it.each([
  ['FROM node\n', true],
  ['FROM node\nUSER node\n', true],
  ['FROM node\nUSER 0:0\n', true],
  ['FROM node AS a\nUSER 1000\nFROM node\n', true],
  ['FROM node\nUSER 1000\n', false],
  ['FROM node\nuser 65532:65532\nCMD ["a"]\n', false],
])('says whether its own image runs as root: %j', (dockerfile, isRoot) => {
  expect(notes({ ...ends, Dockerfile: dockerfile })).toEqual(isRoot ? ['adopt-root'] : []);
});

it('says that no compose.yaml is written beside a compose file of another name', () => {
  expect(notes({ ...ends, 'docker-compose.yml': '' })).toEqual(['adopt-compose']);
});
