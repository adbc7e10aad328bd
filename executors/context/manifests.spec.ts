import { describe, expect, it } from 'vitest';
import { findManifestsStage, selectManifests } from './manifests';

const stage = `FROM --platform=$BUILDPLATFORM \${BUILD_IMAGE} AS manifests
HEALTHCHECK NONE
WORKDIR /manifests
COPY . .
RUN --network=none find . -type f ! -name package.json ! -name pnpm-lock.yaml ! -name .npmrc ! -name '*.patch' -delete -o -type d -empty -delete
`;
const around = (text: string): string =>
  `FROM node AS base\nWORKDIR /workspace\n\n${text}\n# Then.\nFROM base AS deps\n`;

describe('findManifestsStage', () => {
  it('reads which files the stage keeps', () => {
    expect(findManifestsStage(around(stage))).toEqual({
      stage: 'manifests',
      folder: 'manifests',
      names: ['package.json', 'pnpm-lock.yaml', '.npmrc', '*.patch'],
    });
  });

  it.each([
    ['a file more', stage.replace('COPY . .\n', 'COPY . .\nCOPY patches patches\n')],
    ['a step after it', `${stage}RUN touch more\n`],
    ['a comment and a step after it', `${stage}# More.\nCOPY more more\n`],
    ['another folder', stage.replace('WORKDIR /manifests', 'WORKDIR /workspace')],
    ['another selection', stage.replace('find . -type f', 'find . -maxdepth 1 -type f')],
    ['a pattern other than an ending', stage.replace('package.json', "'pack*.json'")],
    ['a part of the context only', stage.replace('COPY . .', 'COPY apps .')],
    ['another name', stage.replace('AS manifests', 'AS files')],
    ['no such stage', ''],
  ])('leaves a stage with %s to the builder', (_, text) => {
    expect(findManifestsStage(around(text))).toBeUndefined();
  });
});

describe('selectManifests', () => {
  it('keeps files by name, wherever they are', () => {
    const context = [
      '.npmrc',
      'patches/ms+2.0.0.patch',
      'patches/README',
      'apps/api/package.json',
      'apps/api/src/package.json.ts',
      'package.json',
    ].map((path) => ({ kind: 'copy', path }) as const);
    const kept = selectManifests(
      { stage: 'm', folder: 'm', names: ['package.json', '.npmrc', '*.patch'] },
      context,
    );
    expect(kept.map(({ path }) => path)).toEqual([
      '.npmrc',
      'patches/ms+2.0.0.patch',
      'apps/api/package.json',
      'package.json',
    ]);
  });
});
