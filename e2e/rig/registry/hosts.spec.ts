import { describe, expect, it } from 'vitest';
import { mapPath, unmapLocation } from './host-map.js';
import { mirrorName, planMirrors } from './hosts.js';

it.each([
  ['node:24-trixie-slim', 'library/node:24-trixie-slim'],
  ['nginxinc/nginx-unprivileged:1.29', 'nginxinc/nginx-unprivileged:1.29'],
  ['docker.io/library/node:24', 'library/node:24'],
  ['gcr.io/distroless/nodejs24-debian13:nonroot', 'gcr.io/distroless/nodejs24-debian13:nonroot'],
])('keeps %s as %s', (reference, name) => {
  expect(mirrorName(reference)).toBe(name);
});

it('tells where each registry’s images are', () => {
  expect(planMirrors('127.0.0.1:15000')).toMatchObject({
    'docker.io': '127.0.0.1:15000',
    'gcr.io': '127.0.0.1:15000/gcr.io',
  });
});

describe('the host map', () => {
  it.each([
    ['/v2/', '', '/v2/'],
    ['/v2', '', '/v2/'],
    ['/v2/distroless/x/manifests/1', '', '/v2/gcr.io/distroless/x/manifests/1'],
    ['/v2/a/tags/list', '?ns=gcr.io&n=5', '/v2/gcr.io/a/tags/list?n=5'],
    ['/v2/a/blobs/sha256:0', '?ns=gcr.io', '/v2/gcr.io/a/blobs/sha256:0'],
  ])('%s%s → %s', (path, search, mapped) => {
    expect(mapPath('gcr.io', path, search)).toBe(mapped);
  });

  it('gives locations back in the client’s words', () => {
    expect(unmapLocation('gcr.io', '/v2/gcr.io/a/blobs/uploads/1')).toBe(
      'http://gcr.io/v2/a/blobs/uploads/1',
    );
  });
});
