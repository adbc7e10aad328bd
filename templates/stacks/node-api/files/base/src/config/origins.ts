import type { Environment, Parsed } from './environment.js';

/** An origin (RFC 6454) as browsers send it; in development every port of this machine. */
export type AllowedOrigin = string | RegExp;

const variable = 'CORS_ALLOWED_ORIGINS';
const everyLocalPort = /^http:\/\/(?:localhost|127\.0\.0\.1):\*$/;

function isOrigin(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text) && new URL(text).origin === text;
}

function parseOrigin(text: string): AllowedOrigin | undefined {
  if (everyLocalPort.test(text)) return new RegExp(`^${text.slice(0, -1).replaceAll('.', '\\.')}\\d+$`);
  return isOrigin(text) ? text : undefined;
}

/** Origins of browser applications that may call this service, with commas between; none where nothing is said. */
export function readOrigins(environment: Environment): Parsed<readonly AllowedOrigin[]> {
  const texts = (environment[variable] ?? '').split(',').flatMap((text) => text.trim() || []);
  const parsed = texts.map(parseOrigin);
  const problems = parsed.flatMap((origin, index) =>
    origin === undefined
      ? [
          `${variable} must be origins such as https://shop.example.com, nothing after the port; number ${String(index + 1)} is none`,
        ]
      : [],
  );
  if (problems.length > 0) return { ok: false, problems };
  return { ok: true, value: parsed.filter((origin) => origin !== undefined) };
}
