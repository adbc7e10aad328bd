import { describe, expect, it } from 'vitest';
import { mirrorReference } from './mirror';
import { quote } from './quote';
import { isLoopback, registryBase } from './registry-host';

describe('registryBase', () => {
  it.each([
    ['docker.io', 'https://registry-1.docker.io'],
    ['ghcr.io', 'https://ghcr.io'],
    ['127.0.0.1:5000', 'http://127.0.0.1:5000'],
    ['127.8.9.1', 'http://127.8.9.1'],
    ['localhost:5000', 'http://localhost:5000'],
    ['[::1]:5000', 'http://[::1]:5000'],
    ['127.0.0.1.evil.example', 'https://127.0.0.1.evil.example'],
    ['localhost.evil.example', 'https://localhost.evil.example'],
    ['10.0.0.1:5000', 'https://10.0.0.1:5000'],
  ])('%s → %s', (host, base) => {
    expect(registryBase(host)).toBe(base);
    expect(isLoopback(host)).toBe(base.startsWith('http:'));
  });
});

describe('mirrorReference', () => {
  const node = { host: 'docker.io', repository: 'library/node', tag: '24' };
  it.each([
    [{}, node],
    [{ 'gcr.io': 'm.example' }, node],
    [{ 'docker.io': '127.0.0.1:15000' }, { ...node, host: '127.0.0.1:15000' }],
    [{ 'docker.io': 'm.example/hub' }, { ...node, host: 'm.example', repository: 'hub/library/node' }],
  ])('%j', (mirrors, expected) => {
    expect(mirrorReference(node, mirrors)).toEqual({ ok: true, value: expected });
  });

  it('reports a malformed mirror, and knows nothing about inherited names', () => {
    expect(mirrorReference(node, { 'docker.io': 'https://m.example' }).ok).toBe(false);
    const odd = { host: 'constructor', repository: 'a' };
    expect(mirrorReference(odd, {})).toEqual({ ok: true, value: odd });
  });
});

it('quote keeps messages short, on one line and without credentials', () => {
  expect(quote('a\nb')).toBe('"a\\nb"');
  expect(quote('x'.repeat(500)).length).toBeLessThan(130);
  expect(quote('https://me:secret@r.io/a')).not.toMatch('secret');
  expect(quote('me:secret@r.io/a')).not.toMatch('secret');
});
