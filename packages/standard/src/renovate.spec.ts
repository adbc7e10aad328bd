import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

interface Rule {
  readonly matchFileNames?: readonly string[];
  readonly matchDatasources?: readonly string[];
  readonly matchDepTypes?: readonly string[];
  readonly matchUpdateTypes?: readonly string[];
  readonly enabled?: boolean;
}

const page = readFileSync(join(__dirname, '../../../docs/standard.md'), 'utf8');
const { customManagers, packageRules } = JSON.parse(/```json\n([^]*?)```/.exec(page)?.[1] ?? '{}') as {
  customManagers: { matchStrings: string[]; managerFilePatterns: string[] }[];
  packageRules: Rule[];
};

/** Renovate's globs (minimatch), as far as the page uses them. */
const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replace(/[.+^$()|[\]\\]/g, '\\$&')
      .replace(/\{([^}]+)\}/g, (_, one: string) => `(${one.replaceAll(',', '|')})`)
      .replace(/\*\*\/|\*\*|\*/g, (one) => (one === '*' ? '[^/]*' : one === '**' ? '.*' : '(.*/)?'))}$`,
  );

/** What the rules make of an update that Renovate found: `file datasource depType updateType`. */
function isWanted(update: string): boolean {
  const [file = '', datasource = '', depType = '', updateType = ''] = update.split(' ');
  const has = (wanted: readonly string[] | undefined, one: string): boolean => wanted?.includes(one) ?? true;
  return packageRules
    .filter(({ matchFileNames }) => matchFileNames?.some((one) => glob(one).test(file)) ?? true)
    .filter(({ matchDatasources }) => has(matchDatasources, datasource))
    .filter(({ matchDepTypes }) => has(matchDepTypes, depType))
    .filter(({ matchUpdateTypes }) => has(matchUpdateTypes, updateType))
    .every(({ enabled }) => enabled !== false);
}

describe('the configuration of Renovate in docs/standard.md', () => {
  const digest = `sha256:${'1'.repeat(64)}`;
  const sha = 'a'.repeat(40);
  const lock = JSON.stringify(
    {
      images: { 'node:24-slim': digest, 'registry.example.com:5000/a/b:1.0': digest },
      actions: { 'acme/audit': { version: 'v1.0.0', sha } },
      hooks: { 'https://github.com/acme/hooks': { version: 'v2.0.0', sha } },
      resolved: { [`node:24-slim@${digest}`]: '2026-01-01', [`acme/audit@${sha}`]: '2026-01-01' },
    },
    null,
    2,
  );
  const found = (index: number): string[] =>
    [...lock.matchAll(new RegExp(customManagers[index]?.matchStrings[0] ?? '', 'g'))].map(
      ({ groups = {} }) => `${groups.depName} ${groups.currentValue} ${groups.currentDigest?.slice(0, 8)}`,
    );

  it('finds every pin of .ci/pins.json, and nothing else', () => {
    expect(found(0)).toEqual(['node 24-slim sha256:1', 'registry.example.com:5000/a/b 1.0 sha256:1']);
    expect(found(1)).toEqual(['acme/audit v1.0.0 aaaaaaaa', 'acme/hooks v2.0.0 aaaaaaaa']);
    for (const { managerFilePatterns } of customManagers)
      expect(new RegExp(managerFilePatterns[0]?.slice(1, -1) ?? '').test('.ci/pins.json')).toBe(true);
  });

  // each was proposed by Renovate 44.121.2 before there was a rule for it
  it.each([
    ['a merge base', '.ci/base/apps/payments/Dockerfile.base docker final digest'],
    ['a tag of an image in a Dockerfile', 'apps/payments/Dockerfile docker stage major'],
    ['a tag of an image in a compose file', 'apps/payments/compose.test.yaml docker  major'],
    ['a runner', '.github/workflows/security.yml github-runners github-runner major'],
    ['a tool', '.github/workflows/ci.yml github-releases uses-with minor'],
    ['a commit to which a tag moved', '.ci/pins.json github-tags  digest'],
  ])('leaves alone %s', (_, update) => {
    expect(isWanted(update)).toBe(false);
  });

  it.each([
    ['.ci/pins.json docker  digest'],
    ['apps/payments/Dockerfile docker stage digest'],
    ['apps/payments/compose.yaml docker  digest'],
    ['.ci/pins.json github-tags  minor'],
    ['.github/workflows/security.yml github-tags action major'],
    ['.pre-commit-config.yaml github-tags repository patch'],
    ['.github/workflows/own.yml github-runners github-runner major'],
    ['package.json npm devDependencies minor'],
  ])('takes %s', (update) => {
    expect(isWanted(update)).toBe(true);
  });
});
