import { describe, expect, it } from 'vitest';
import { baseLayers, baseReference, createdBy } from './base';

const layer = (letter: string, size = 50_000_000) => ({
  digest: `sha256:${letter.repeat(64)}`,
  mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
  size,
});

describe('baseLayers', () => {
  it.each([
    ['the same', [layer('a'), layer('b', 10)], [layer('a')], 1],
    ['timestamps rewritten', [layer('c', 50_300_000), layer('b', 10)], [layer('a')], 1],
    ['another base', [layer('c', 90_000_000), layer('b', 10)], [layer('a')], 0],
    ['an older state of the base', [layer('a'), layer('c', 9), layer('d', 9)], [layer('a'), layer('b')], 0],
    ['more layers than the image', [layer('a')], [layer('a'), layer('b')], 0],
    ['unknown', [layer('a')], [], 0],
  ])('%s', (_, layers, base, count) => {
    expect(baseLayers(layers, base)).toBe(count);
  });
});

describe('baseReference', () => {
  const labels = (name?: string, digest?: string) => ({
    config: {
      Labels: {
        ...(name && { 'org.opencontainers.image.base.name': name }),
        ...(digest && { 'org.opencontainers.image.base.digest': digest }),
      },
    },
  });
  it.each([
    [labels(), undefined],
    [{}, undefined],
    [labels('a:1', 'sha256:0'), 'a:1@sha256:0'],
    [labels('a:1@sha256:1', 'sha256:0'), 'a:1@sha256:0'],
    [labels('a:1', 'a:1'), 'a:1'],
  ])('%j → %s', (config, reference) => {
    expect(baseReference(config)).toBe(reference);
  });
});

it('the history has steps without a layer, and may be shorter than the layers', () => {
  const history = [
    { created_by: 'FROM base' },
    { created_by: 'ENV A=b', empty_layer: true },
    { created_by: 'COPY   dist\n ./dist' },
  ];
  expect(createdBy({ history }, [layer('a'), layer('b'), layer('c')])).toEqual([
    'FROM base',
    'COPY dist ./dist',
    '',
  ]);
});
