import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, type Browser } from './browser.js';

const pages: Record<string, string> = {
  '/': '<h1>Grüße</h1><p>static</p><script src="/app.js"></script>',
  '/app.js': "document.querySelector('p').textContent = 'dynamic'; localStorage.setItem('seen', 'yes')",
  '/inline': '<h1>Inline</h1><script>document.title = "ran"</script><img src="http://127.0.0.2:9/x.png">',
  '/broken': '<script src="/throw.js"></script><script src="/none.js"></script>',
  '/throw.js': "console.warn('careful'); throw new Error('thrown in the page')",
};
let server: Server;
let browser: Browser;
const address = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`;

beforeAll(async () => {
  server = createServer((request, response) => {
    const body = pages[request.url ?? ''];
    response.setHeader('content-security-policy', "default-src 'self'");
    response.setHeader('content-type', request.url?.endsWith('.js') ? 'text/javascript' : 'text/html; charset=utf-8'); // prettier-ignore
    response.writeHead(body === undefined ? 404 : 200).end(body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  browser = await openBrowser();
}, 600_000); // the first time fetches the browser
afterAll(async () => {
  await browser.close();
  server.close();
});

it('shows what a page’s scripts make of it', async () => {
  const { page, exceptions, violations } = await browser.visit(address('/'));
  expect(await page.textContent('h1')).toBe('Grüße');
  expect(await page.textContent('p')).toBe('dynamic');
  expect([exceptions, violations]).toEqual([[], []]);
});

it('catches what the Content-Security-Policy refuses', async () => {
  const { page, violations, console } = await browser.visit(address('/inline'));
  expect(await page.title()).toBe('');
  expect(violations).toEqual([
    { directive: 'script-src-elem', blocked: 'inline' },
    { directive: 'img-src', blocked: 'http://127.0.0.2:9/x.png' },
  ]);
  expect(console.join('\n')).toContain('Content Security Policy');
});

it('collects exceptions, console messages and requests that fail', async () => {
  const { exceptions, console, failures } = await browser.visit(address('/broken'));
  expect(exceptions).toEqual(['thrown in the page']);
  expect(console).toContain('warning: careful');
  expect(failures).toContain(`GET ${address('/none.js')} 404`);
});

it('gives every visit a storage of its own', async () => {
  await browser.visit(address('/'));
  const { page } = await browser.visit(address('/broken'));
  expect(await page.evaluate("localStorage.getItem('seen')")).toBe(null);
});
