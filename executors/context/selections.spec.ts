import { describe, expect, it } from 'vitest';
import { findSelections } from './selections';

const manifests = `FROM --platform=$BUILDPLATFORM \${BUILD_IMAGE} AS manifests
HEALTHCHECK NONE
WORKDIR /manifests
COPY . .
RUN --network=none find . -type f ! -name package.json ! -name pnpm-lock.yaml ! -name .npmrc ! -name '*.patch' -delete -o -type d -empty -delete
`;
const members = `FROM base AS members
WORKDIR /members
COPY . .
RUN --network=none rm -rf apps/api/app apps/api/tests apps/api/*.py
`;
const around = (text: string): string =>
  `FROM node AS base\nWORKDIR /workspace\n\n${text}\n# Then.\nFROM base AS deps\n`;
const kept = (text: string, context: readonly string[]): string[] => {
  const [selection] = findSelections(around(text));
  expect(selection).toBeDefined();
  return context.filter((file) => selection?.keeps(file));
};

describe('findSelections', () => {
  it('reads the stages and their folders', () => {
    const found = findSelections(around(`${manifests}\n${members}`));
    expect(found).toMatchObject([
      { stage: 'manifests', folder: 'manifests' },
      { stage: 'members', folder: 'members' },
    ]);
  });

  it.each([
    ['a file more', manifests.replace('COPY . .\n', 'COPY . .\nCOPY patches patches\n')],
    ['a step after it', `${manifests}RUN touch more\n`],
    ['a comment and a step after it', `${manifests}# More.\nCOPY more more\n`],
    ['another folder', manifests.replace('WORKDIR /manifests', 'WORKDIR /workspace')],
    ['another selection', manifests.replace('find . -type f', 'find . -maxdepth 1 -type f')],
    ['a pattern other than an ending', manifests.replace('package.json', "'pack*.json'")],
    ['a part of the context only', manifests.replace('COPY . .', 'COPY apps .')],
    ['another name', manifests.replace('AS manifests', 'AS files')],
    ['a star in a folder’s name', members.replace('apps/api/app', 'apps/*/app')],
    ['a way out', members.replace('apps/api/app', '../apps')],
    ['one command more', members.replace('*.py', '*.py && touch more')],
    ['a variable', members.replace('apps/api/app', '$FOLDER')],
    ['no such stage', ''],
  ])('leaves a stage with %s to the builder', (_, text) => {
    expect(findSelections(around(text))).toEqual([]);
  });

  it('keeps manifests by name, wherever they are', () => {
    const context = ['.npmrc', 'patches/ms+2.0.0.patch', 'apps/api/package.json', 'package.json'];
    const more = ['patches/README', 'apps/api/src/package.json.ts'];
    expect(kept(manifests, [...context, ...more])).toEqual(context);
  });

  it('keeps members without what the shell would remove of one of them', () => {
    const context = ['apps/api/.x.py', 'apps/api/pyproject.toml', 'apps/api/application.toml', 'libs/a/a.py'];
    const removed = ['apps/api/app', 'apps/api/app/urls.py', 'apps/api/tests/x/y.txt', 'apps/api/manage.py'];
    expect(kept(members, [...context, ...removed])).toEqual(context);
  });
});
