import { expect, it } from 'vitest';
import { buildTestApp } from './app-fixture.js';

it('answers an unknown route with problem details', async () => {
  const app = await buildTestApp();
  const response = await app.inject('/nowhere?token=1');
  expect(response.headers['content-type']).toContain('application/problem+json');
  expect(response.json()).toMatchObject({ status: 404, title: 'Not Found', instance: '/nowhere' });
});

it('answers malformed JSON with problem details', async () => {
  const app = await buildTestApp();
  const headers = { 'content-type': 'application/json' };
  const response = await app.inject({ method: 'POST', url: '/v1/notes', headers, payload: '{' });
  expect(response.json()).toMatchObject({ status: 400, title: 'Bad Request' });
});

it('describes its routes in OpenAPI', async () => {
  const app = await buildTestApp();
  const { openapi, paths } = (await app.inject('/openapi.json')).json<{ openapi: string; paths: object }>();
  expect(openapi).toBe('3.1.0');
  expect(Object.keys(paths).sort()).toEqual(['/health/live', '/health/ready', '/v1/notes', '/v1/notes/{id}']);
});

it('requires no query parameter', async () => {
  const app = await buildTestApp();
  const document = (await app.inject('/openapi.json')).json<{
    paths: Record<string, { get: { parameters: { name: string; required?: boolean }[] } }>;
  }>();
  const parameters = document.paths['/v1/notes']?.get.parameters ?? [];
  expect(parameters.map(({ name, required = false }) => [name, required])).toEqual([
    ['limit', false],
    ['cursor', false],
  ]);
});

it('measures requests by route pattern', async () => {
  const app = await buildTestApp();
  await app.inject('/v1/notes/nope');
  const { body } = await app.inject('/metrics');
  expect(body).toContain('process_cpu_seconds_total');
  expect(body).toContain(
    'http_request_duration_seconds_count{method="GET",route="/v1/notes/:id",status="400"} 1',
  );
});
