import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { ConfigError, type Environment } from '../../src/config/environment.js';

const parts = {
  PORT: '4000',
  DATABASE_HOST: 'db',
  DATABASE_NAME: 'app',
  DATABASE_USER: 'me',
  DATABASE_PASSWORD: 'p@ss/word',
};

function problemsOf(environment: Environment): readonly string[] {
  try {
    loadConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('loadConfig', () => {
  it('takes a URL as it is', () => {
    const url = 'postgresql://me:secret@db:5432/app?sslmode=verify-full';
    expect(loadConfig({ PORT: '4000', DATABASE_URL: url }).database).toEqual({ url, poolSize: 10 });
  });

  it('joins parts into a URL and escapes them', () => {
    expect(loadConfig(parts).database.url).toBe('postgresql://me:p%40ss%2Fword@db:5432/app?sslmode=disable');
  });

  it('reads the password from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'config-')), 'password');
    writeFileSync(file, 'from-file\n');
    const environment = { ...parts, DATABASE_PASSWORD: undefined, DATABASE_PASSWORD_FILE: file };
    expect(loadConfig(environment).database.url).toContain('me:from-file@db');
  });

  it('reports the problems of all settings at once', () => {
    expect(problemsOf({ PORT: 'x', DATABASE_POOL_SIZE: '0', DATABASE_HOST: 'db' })).toEqual([
      'PORT must be integer',
      'DATABASE_NAME must be set',
      'DATABASE_USER must be set',
      'DATABASE_PASSWORD must be set',
      'DATABASE_POOL_SIZE must be >= 1',
    ]);
  });

  it.each([
    ['a URL of another database', { PORT: '4000', DATABASE_URL: 'mysql://db/app' }],
    ['text that is no URL', { PORT: '4000', DATABASE_URL: 'db' }],
    ['a port that is not given', { ...parts, PORT: undefined }],
    ['a host that is none', { ...parts, DATABASE_HOST: 'not a host' }],
    ['a secret given twice', { ...parts, DATABASE_PASSWORD_FILE: '/secret' }],
    ['a secret file that is missing', { ...parts, DATABASE_PASSWORD: '', DATABASE_PASSWORD_FILE: '/none' }],
  ])('refuses %s', (_case, environment) => {
    expect(problemsOf(environment)).toHaveLength(1);
  });
});
