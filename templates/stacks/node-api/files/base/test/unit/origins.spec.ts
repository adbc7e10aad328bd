import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { readOrigins } from '../../src/config/origins.js';

const read = (text: string) => readOrigins({ CORS_ALLOWED_ORIGINS: text });

it('allows nobody where nothing is said', () => {
  expect(readOrigins({})).toEqual({ ok: true, value: [] });
  expect(read(' ,')).toEqual({ ok: true, value: [] });
});

it('reads origins with commas between', () => {
  const value = ['https://shop.example.com', 'http://localhost:8080'];
  expect(read(' https://shop.example.com, http://localhost:8080 ')).toEqual({ ok: true, value });
});

it('knows every port of this machine, and of no other', () => {
  const read127 = read('http://127.0.0.1:*');
  const [pattern] = read127.ok ? read127.value : [];
  expect(pattern).toEqual(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(read('http://shop.example.com:*').ok).toBe(false);
});

it.each([
  '*',
  'null',
  'shop.example.com',
  'https://shop.example.com/',
  'https://Shop.example.com',
  'ftp://a',
  'https://a/b',
])('refuses %s at start, and does not repeat it', (text) => {
  const parsed = read(`https://shop.example.com,${text}`);
  expect(parsed).toMatchObject({ ok: false, problems: [expect.stringContaining('number 2 is none')] });
  expect(JSON.stringify(parsed)).not.toContain(`"${text}"`);
  const wrong = { CORS_ALLOWED_ORIGINS: text, LOG_LEVEL: 'loud' };
  expect(() => loadConfig(wrong)).toThrow(
    /LOG_LEVEL[^]*CORS_ALLOWED_ORIGINS|CORS_ALLOWED_ORIGINS[^]*LOG_LEVEL/,
  );
});
