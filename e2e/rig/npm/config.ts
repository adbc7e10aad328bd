import { join } from 'node:path';

export interface PackageRegistryOptions {
  readonly state: string;
  /** Where everything that is not ours comes from. */
  readonly upstream: string;
  /** Names of our packages: never looked for upstream. */
  readonly own: readonly string[];
}

/** Verdaccio's configuration (YAML, of which JSON is a part): anybody may publish; what is not ours or a company's is passed through. */
export function formatVerdaccioConfig({ state, upstream, own }: PackageRegistryOptions): string {
  const anybody = { access: '$all', publish: '$all', unpublish: '$all' };
  const ours = own.map((name) => [name, anybody] as const);
  const config = {
    storage: join(state, 'npm'),
    auth: { htpasswd: { file: join(state, 'npm.htpasswd'), max_users: -1 } },
    // npm has a cache of its own for tarballs; a second copy here only costs time
    uplinks: { upstream: { url: upstream, cache: false, maxage: '60m', timeout: '60s', max_fails: 1000, fail_timeout: '1s' } }, // prettier-ignore
    // a company's own packages, as the guide publishes them, and tests with another name in each run
    packages: {
      ...Object.fromEntries(ours),
      '@acme*/*': anybody,
      '**': { ...anybody, proxy: 'upstream' },
    },
    web: { enable: false },
    max_body_size: '50mb',
    log: { type: 'stdout', format: 'json', level: 'warn' },
  };
  return `${JSON.stringify(config, null, 2)}\n`;
}
