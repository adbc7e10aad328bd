import type { ConfigurationKey } from '@org/ci-core';
import { describe, expect, it } from 'vitest';
import { inputOf, withContract } from '../testing/input';
import { formatDocument } from './document';
import { configurationFiles } from './files';

const environments = {
  staging: { configuration: { apiUrl: 'https://api.staging.example.com:8443/base' } },
};
const jsonOf = (environment: string | undefined): unknown =>
  JSON.parse(configurationFiles(inputOf({ environments }), environment)['config.json'] ?? '');

describe('config.json', () => {
  it('has what the environment says, and the defaults', () => {
    expect(jsonOf('staging')).toEqual({
      apiUrl: 'https://api.staging.example.com:8443/base',
      apiTimeoutMs: 10_000,
      apiRetries: 2,
      appTitle: 'Notes',
    });
  });

  it('has what holds in development', () => {
    expect(jsonOf(undefined)).toMatchObject({ apiUrl: 'http://localhost:8000' });
  });

  it('lacks what nobody said, so that the page can name it', () => {
    expect(jsonOf('production')).not.toHaveProperty('apiUrl');
  });
});

describe('connect.conf', () => {
  const connectOf = (configuration: object): string | undefined => {
    const input = withContract(
      { a: { type: 'url' }, b: { type: 'url' }, c: { type: 'string' } },
      { environments: { staging: { configuration } } },
    );
    return /^default "(.*)";$/m.exec(configurationFiles(input, 'staging')['connect.conf'] ?? '')?.[1];
  };

  it.each([
    [
      'an origin without its path',
      { a: 'https://api.example.com:8443/base?x' },
      'https://api.example.com:8443',
    ],
    ['each origin once', { a: 'http://x/1', b: 'http://x/2' }, 'http://x'],
    ['several', { a: 'http://x', b: 'http://[::1]:80' }, 'http://[::1] http://x'],
    ['no text that is no address of the contract', { c: 'https://elsewhere.example.com' }, undefined],
    ['nothing that would end the text', { a: 'http://a";evil' }, undefined],
    ['nothing that would end the directive of the header', { a: `http://a;script-src` }, undefined],
  ])('has %s', (_what, configuration, origins) => {
    expect(connectOf(configuration)).toBe(origins);
  });
});

describe('CONFIGURATION.md', () => {
  const text = formatDocument(inputOf({ environments }));

  it('has every key with its type, its default, and what it is for', () => {
    expect(text).toContain('| `apiTimeoutMs` | integer, 100 to 120000 | `10000` | How long');
    expect(text).toContain('| `apiUrl` | url | none: it must be given |');
  });

  it('has the values of each environment, and says where one is missing', () => {
    expect(text).toContain('| Key | development | staging | production |');
    expect(text).toContain(
      '| `apiUrl` | `http://localhost:8000` | `https://api.staging.example.com:8443/base` | **missing** |',
    );
  });

  it('keeps its tables whole', () => {
    const one: ConfigurationKey = { type: 'choice', choices: ['a|b'], description: 'a | b' };
    expect(formatDocument(withContract({ one }))).toContain('| `one` | choice: `a\\|b` |  | a \\| b |');
  });
});
