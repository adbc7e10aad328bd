import { chromium, type Page } from 'playwright-core';
import { chromiumProgram } from '../rig/browser/chromium.js';

/** What a page's Content-Security-Policy refused. CSP level 3, `securitypolicyviolation`. */
export interface Violation {
  readonly directive: string;
  /** URL, or `inline`, `eval`, … */
  readonly blocked: string;
}

/** A page in a browser, with everything it complained of since it was opened. */
export interface Visit {
  readonly page: Page;
  /** `type: text` of console messages, in their order. */
  readonly console: readonly string[];
  /** Uncaught exceptions' messages. */
  readonly exceptions: readonly string[];
  readonly violations: readonly Violation[];
  /** `METHOD URL reason` of requests that got no answer or one of 400 and more. */
  readonly failures: readonly string[];
}

/** A real browser without a window. */
export interface Browser {
  readonly version: string;
  /** A new page, with cookies and storage of its own, that has loaded the address. */
  visit(url: string): Promise<Visit>;
  close(): Promise<void>;
}

const binding = '__reportViolation';
/** Runs in the page, before its own scripts. */
const reportViolations = `document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) =>
  window.${binding}({ directive: effectiveDirective, blocked: blockedURI }))`;

/** Starts a browser; whoever opens it closes it. Root has no sandbox: browsers refuse to make one for it. */
export async function openBrowser(): Promise<Browser> {
  const { file, env } = await chromiumProgram();
  const browser = await chromium.launch({
    executablePath: file,
    env: { ...process.env, ...env },
    chromiumSandbox: process.getuid?.() !== 0,
  });
  return {
    version: browser.version(),
    visit: async (url) => {
      const context = await browser.newContext();
      const visit = await watch(await context.newPage());
      await visit.page.goto(url, { waitUntil: 'networkidle' });
      return visit;
    },
    close: () => browser.close(),
  };
}

async function watch(page: Page): Promise<Visit> {
  const said: string[] = [];
  const exceptions: string[] = [];
  const violations: Violation[] = [];
  const failures: string[] = [];
  page.on('console', (message) => said.push(`${message.type()}: ${message.text()}`));
  page.on('pageerror', ({ message }) => exceptions.push(message));
  page.on('requestfailed', (request) =>
    failures.push(`${request.method()} ${request.url()} ${request.failure()?.errorText ?? ''}`),
  );
  page.on('response', (response) => {
    if (response.status() >= 400)
      failures.push(`${response.request().method()} ${response.url()} ${response.status()}`);
  });
  await page.exposeFunction(binding, (violation: Violation) => violations.push(violation));
  await page.addInitScript({ content: reportViolations });
  return { page, console: said, exceptions, violations, failures };
}
