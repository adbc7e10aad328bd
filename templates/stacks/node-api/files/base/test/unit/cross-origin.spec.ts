import type { InjectOptions } from 'fastify';
import { expect, it } from 'vitest';
import { buildTestApp } from './app-fixture.js';

const shop = 'https://shop.example.com';
const request = { url: '/v1/notes', headers: { origin: shop } };
const preflight: InjectOptions = {
  ...request,
  method: 'OPTIONS',
  headers: {
    origin: shop,
    'access-control-request-method': 'DELETE',
    'access-control-request-headers': 'content-type',
  },
};

it('answers an origin that may call it, whatever the answer is', async () => {
  const app = await buildTestApp({ origins: [shop] });
  for (const url of ['/v1/notes', '/v1/notes/nope', '/nowhere']) {
    const { headers } = await app.inject({ ...request, url });
    expect(headers['access-control-allow-origin'], url).toBe(shop);
    expect(headers['access-control-expose-headers'], url).toBe('location');
    expect(headers.vary, url).toBe('Origin');
    expect(headers['access-control-allow-credentials'], url).toBeUndefined();
  }
});

it('tells a browser beforehand what may be sent', async () => {
  const app = await buildTestApp({ origins: [shop] });
  const { statusCode, headers } = await app.inject(preflight);
  expect(statusCode).toBe(204);
  expect(headers['access-control-allow-origin']).toBe(shop);
  expect(headers['access-control-allow-methods']).toContain('DELETE');
  expect(headers['access-control-allow-headers']).toBe('content-type');
  expect(headers['access-control-allow-credentials']).toBeUndefined();
  expect(headers.vary).toMatch(/^Origin/);
});

it('allows no other origin, and caches keep them apart', async () => {
  const app = await buildTestApp({ origins: [shop, /^http:\/\/localhost:\d+$/] });
  const others = ['https://evil.example.com', 'http://shop.example.com', `${shop}.evil.example.com`, 'null'];
  for (const origin of others)
    for (const one of [request, preflight]) {
      const { headers } = await app.inject({ ...one, headers: { ...one.headers, origin } });
      expect(headers['access-control-allow-origin'], origin).toBeUndefined();
      expect(headers.vary, origin).toMatch(/^Origin/);
    }
  const { headers } = await app.inject({ ...request, headers: { origin: 'http://localhost:5173' } });
  expect(headers['access-control-allow-origin']).toBe('http://localhost:5173');
});

it('says nothing of it where nobody may call', async () => {
  const app = await buildTestApp({ origins: [] });
  const { headers } = await app.inject(request);
  expect(Object.keys(headers).filter((name) => /^(access-control-|vary$)/.test(name))).toEqual([]);
  expect((await app.inject(preflight)).statusCode).toBe(404);
});
