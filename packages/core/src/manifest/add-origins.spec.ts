import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { addOrigins } from './add-origins';

const origin = 'https://shop.example.com';
const originsIn = (text: string): unknown =>
  (parse(text) as { environments: { staging: { origins: unknown } } }).environments.staging.origins;

it.each([
  ['no environments', 'name: a # mine\n'],
  ['another environment', 'name: a # mine\nenvironments:\n  production:\n    replicas: 2\n'],
  ['this one', 'name: a # mine\nenvironments:\n  staging:\n    replicas: 2 # few\n'],
  ['this one in braces', 'name: a # mine\nenvironments: { staging: { replicas: 2 } } # few\n'],
])('with %s: every line that was there stays, in its place', (_, text) => {
  const edited = addOrigins(text, 'staging', [origin]);
  expect(originsIn(edited)).toEqual([origin]);
  for (const comment of text.match(/#.*/g) ?? []) expect(edited).toContain(comment);
  expect(parse(edited)).toMatchObject(parse(text) as object);
});

it('adds to those that are there, each once', () => {
  const text = 'environments:\n  staging:\n    origins:\n      - https://a.example.com # first\n';
  const edited = addOrigins(text, 'staging', [origin, 'https://a.example.com']);
  expect(edited).toBe(`${text}      - ${origin}\n`);
});

it.each([
  ['the environment', '  production: &p\n    origins: [https://a.example.com]\n  staging: *p\n'],
  ['its origins', '  production:\n    origins: &o [https://a.example.com]\n  staging:\n    origins: *o\n'],
])(
  'where an alias says %s, it stays: nothing is taken away, and nobody else is let in',
  (_, environments) => {
    const text = `environments:\n${environments}`;
    expect(addOrigins(text, 'staging', [origin])).toBe(text);
  },
);
