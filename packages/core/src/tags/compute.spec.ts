import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { computeTags, computeVersionTags, type SourceFacts, type TagPolicy } from './compute';
import { unwrap } from '../problem/result';
import { namedTag, TagName, Version } from './tag';

const sha = '0123456789abcdef0123456789abcdef01234567';
const facts: SourceFacts = { sha, branch: 'main', commitTime: 1_795_237_460, dirty: false };
const policy: TagPolicy = { prefixes: [], timestamp: false, mainBranch: 'main', reserved: ['staging'] };
const names = (more: Partial<SourceFacts> = {}, rules: Partial<TagPolicy> = {}, version?: string): string[] =>
  computeTags({ ...facts, ...more }, { ...policy, ...rules }, version).map(({ name }) => name);

describe('computeTags', () => {
  it('gives version, branch, commit and latest without a prefix', () => {
    expect(names({}, {}, '1.4.0')).toEqual(['1.4.0', 'main', sha, 'latest']);
  });
  it('gives every form of each prefix', () => {
    expect(names({}, { prefixes: ['prod'], timestamp: true }, '1.4.0').slice(5)).toEqual([
      `prod-${sha}`,
      'prod-main',
      `prod-main-${sha}`,
      'prod-20261121050420',
      `prod-1.4.0-${sha}`,
      'prod-latest',
    ]);
  });
  it.each<[string, Partial<SourceFacts>, string[]]>([
    ['another branch', { branch: 'feature/a' }, ['feature-a', sha]],
    ['nothing known', { sha: undefined, branch: undefined, commitTime: undefined }, []],
    ['files that differ from the commit', { dirty: true }, ['main']],
    ['a pull request whose branch is called main', { pullRequest: 12 }, ['pr-12', sha]],
    ['a branch called as a tag of another kind', { branch: 'latest' }, ['branch-latest', sha]],
    ['a branch called as a version', { branch: 'v1.2.3' }, ['branch-v1.2.3', sha]],
    ['a branch called as a commit', { branch: sha }, [`branch-${sha}`, sha]],
    ['a branch called as an environment', { branch: 'staging' }, ['branch-staging', sha]],
    ['a branch of an issue', { branch: '123-fix' }, ['123-fix', sha]],
    ['a branch of dashes and dots', { branch: '../..-' }, [sha]],
    ['a SHA-256 repository', { sha: 'ab'.repeat(32) }, ['main', 'ab'.repeat(20), 'latest']],
  ])('%s', (_, more, expected) => {
    expect(names(more)).toEqual(expected);
  });
  it('does not let a branch take what a prefix gives', () => {
    expect(names({ branch: 'prod-latest' }, { prefixes: ['prod'] })).not.toContain('prod-latest');
  });
  it('keeps two long branches two', () => {
    const [a] = names({ branch: `${'x'.repeat(200)}a` });
    const [b] = names({ branch: `${'x'.repeat(200)}b` });
    expect(a).not.toBe(b);
    expect(a).toHaveLength(128);
  });
  it('moves branches and latest only', () => {
    const tags = computeTags(facts, { ...policy, prefixes: ['test'] }, '2.0.0');
    expect(tags.filter(({ moving }) => moving).map(({ name }) => name)).toEqual([
      'main',
      'latest',
      'test-main',
      'test-latest',
    ]);
  });
  it('makes valid tags of whatever a branch is called, and latest of the main branch alone', () => {
    const prefix = fc.constantFrom('prod', 'test', 'a'.repeat(31), '9', 'x.y_z-');
    const branch = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(
        '$(id)',
        '`id`',
        '${{ github.token }}',
        'a\nb',
        '-rf',
        '@{-1}',
        'ключ',
        '%2e%2e',
        'LATEST',
      ),
    );
    const property = fc.property(fc.array(prefix, { maxLength: 5 }), branch, (prefixes, name) => {
      const tags = computeTags(
        { ...facts, branch: name },
        { ...policy, prefixes, timestamp: true },
        '1.0.0+a',
      );
      expect(tags.filter((tag) => !TagName.safeParse(tag.name).success)).toEqual([]);
      if (name !== 'main') expect(tags.map((tag) => tag.name)).not.toContain('latest');
      expect(new Set(tags.map((tag) => tag.name)).size).toBe(tags.length);
    });
    fc.assert(property, { numRuns: 10_000 });
  }, 60_000);
});

describe('computeVersionTags', () => {
  it('gives the version, and the version and commit of each prefix', () => {
    const tags = computeVersionTags(facts, { ...policy, prefixes: ['prod'] }, '1.0.0+build');
    expect(tags.map(({ name }) => name)).toEqual(['1.0.0-build', `prod-1.0.0-build-${sha}`]);
    expect(tags.some(({ moving }) => moving)).toBe(false);
  });
});

describe('Version', () => {
  it.each(['1.4.0', 'v2', '1.0.0-rc.1', '2611.21.c86b81f-hotfix', '1.0.0+build.5'])(
    '%s is one',
    (version) => {
      expect(Version.safeParse(version).success).toBe(true);
    },
  );
  it.each(['', 'latest', '123-fix', '1.0.0\n', '1.0.0 ', `1.${'0'.repeat(60)}`, '1.$(id)'])(
    '%j is none',
    (version) => {
      expect(Version.safeParse(version).success).toBe(false);
    },
  );
  it('stays where it is, also when it is asked for as a tag', () => {
    const moving = (name: string) => unwrap(namedTag(name, [])).moving;
    expect(['1.0.0', 'a'.repeat(40), 'nightly'].map(moving)).toEqual([false, false, true]);
  });
  it.each([
    ['staging', false],
    ['staging-0123456789ab', false],
    ['stagings', true],
  ])('%s as a tag that is asked for, beside an environment staging: %s', (name, allowed) => {
    expect(namedTag(name, ['staging']).ok).toBe(allowed);
  });
});
