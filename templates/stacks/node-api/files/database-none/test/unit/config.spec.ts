import { expect, it } from 'vitest';
import { loadConfig } from '../../src/config/config.js';
import { ConfigError } from '../../src/config/environment.js';

it('runs on defaults and the port that it is given', () => {
  const { server } = loadConfig({ PORT: '4000' });
  expect(server).toMatchObject({ HOST: '0.0.0.0', PORT: 4000, LOG_LEVEL: 'info' });
  expect(() => loadConfig({})).toThrow('PORT must be set');
});

it('refuses what it cannot use', () => {
  expect(() => loadConfig({ PORT: '70000', LOG_LEVEL: 'loud' })).toThrow(ConfigError);
});
