import { render, screen } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createApplication } from '../../src/application';
import { parseConfiguration } from '../../src/config/configuration';
import { Configuration } from '../../src/config/contract';
import { loadConfiguration } from '../../src/config/load-configuration';
import { configuration } from '../support/configuration';

/** Every key of the contract with a value that no key may have. */
const wrong = Object.fromEntries(Object.keys(Configuration.entries).map((key) => [key, { not: 'a value' }]));

const answering =
  (body: string, status = 200): typeof fetch =>
  () =>
    Promise.resolve(new Response(body, { status }));

afterEach(() => {
  vi.unstubAllGlobals();
});

describe('config.json', () => {
  it('has every wrong key named at once, with what it is for', () => {
    const parsed = parseConfiguration(wrong);
    const problems = parsed.ok ? [] : parsed.problems;
    expect(problems.map(({ key }) => key)).toEqual(Object.keys(wrong));
    for (const { description } of problems) expect(description).toBeTruthy();
  });

  it.each([
    ['is not there', answering('', 404), 'cannot be read: the server answers 404'],
    ['is no JSON', answering('{'), 'is not JSON'],
    ['is no object', answering('"text"'), 'must be a JSON object'],
    ['has no server', () => Promise.reject(new TypeError('x')), 'cannot be read: the server does not answer'],
  ])('%s', async (_case, fetch, problem) => {
    const parsed = await loadConfiguration(fetch);
    expect(parsed).toMatchObject({ ok: false, problems: [{ key: 'config.json', problem }] });
  });

  it('is read from no cache', async () => {
    const fetch = vi.fn(answering('{}'));
    await loadConfiguration(fetch);
    expect(fetch).toHaveBeenCalledWith('/config.json', expect.objectContaining({ cache: 'no-store' }));
  });
});

describe('the page', () => {
  it('says which keys are wrong', async () => {
    vi.stubGlobal('fetch', answering(JSON.stringify(wrong)));
    render(await createApplication());
    const alert = screen.getByRole('alert');
    for (const key of Object.keys(wrong)) expect(alert).toHaveTextContent(key);
  });

  it('is the application where all is well', async () => {
    const api = () => Promise.resolve(Response.json({ items: [], nextCursor: null }));
    const file = answering(JSON.stringify(configuration));
    vi.stubGlobal('fetch', (url: string) => (url === '/config.json' ? file(url) : api()));
    render(await createApplication());
    expect(await screen.findByText('There are no notes yet.')).toBeVisible();
    expect(document.title).toBe('Notes · Shop');
  });
});
