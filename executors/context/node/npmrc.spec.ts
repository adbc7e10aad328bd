import { describe, expect, it } from 'vitest';
import { withoutLogins } from './npmrc';

describe('withoutLogins', () => {
  it.each([
    ['//npm.example.com/:_authToken=abc', false],
    ['//npm.example.com/:_authToken=${NPM_TOKEN}', true],
    ['//npm.example.com/:_authToken=${NPM_TOKEN}x', false],
    ['_auth = abc', false],
    ['//npm.example.com/:_password=abc', false],
    ['//npm.example.com/:username=me', false],
    ['@acme:registry=https://npm.example.com/', true],
    ['key="-----BEGIN PRIVATE KEY-----\\nabc"', false],
    ['https-proxy=http://me:secret@proxy.example.com:3128', false],
    ['https-proxy=http://${USER}:${PASSWORD}@proxy.example.com:3128', true],
    ['ignore-scripts=true', true],
    ['# _authToken=abc', true],
    ['registry=https://glpat-SECRET@host.example.com/', false],
    ['registry=https://${TOKEN}@host.example.com/', true],
    ['registry=https://${TOKEN}x@host.example.com/', false],
    ['proxy=http://u:pa$s@proxy.example.com', false],
    ['proxy=http://u:${PASSWORD}@proxy.example.com', false],
    ['registry=https://u:a/b@host.example.com/', false],
    ['registry=https://u:a@b@host.example.com/', false],
    ['"//npm.example.com/:_authToken"=abc', false],
    ['"//npm.example.com/:_authToken"="${NPM_TOKEN}"', true],
    ["'_auth' = abc", false],
    ['_authToken[]=abc', false],
    ['"_authToken[]"=abc', false],
    ['_AUTHTOKEN=abc', false],
    ['otp=123456', false],
    ['registry=https://host.example.com:8080/npm/@acme/', true],
    ['registry=https://npm.example.com/', true],
    ['; //npm.example.com/:_authToken=abc', true],
    ['//npm.example.com/:always-auth=true', true],
  ])('%s', (line, stays) => {
    expect(withoutLogins(`a=b\n${line}\n`).includes(line)).toBe(stays);
  });

  it('leaves the rest of an address', () => {
    expect(withoutLogins('registry=https://u:a/b@host.example.com/npm/\n')).toBe(
      'registry=https://host.example.com/npm/\n',
    );
  });
});
