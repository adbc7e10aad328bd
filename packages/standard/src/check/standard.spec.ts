import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { defineArtefact, extendStandard, type Extension, type Standard } from '@org/ci-core';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { standard as base } from '../standard';
import { folderOf, write } from '../testing/folder';
import { checkStandard, checkVersion, standardProblems } from './standard';
import { changelogVersions } from './versions';

const files = {
  'CHANGELOG.md': '# Changelog\n\n## [Unreleased]\n\n## [1.1.0] - 2026-02-01\n\n- new\n\n## [1.0.0]\n',
  'migrations.json': '{ "generators": { "a": { "version": "1.1.0" }, "b": { "version": "1.0.0" } } }',
};
const extended = (more: Partial<Extension> = {}): Standard =>
  extendStandard(base, { name: '@acme/ci-standard', version: '1.1.0', data: {}, ...more });
const problems = (standard: Standard, folder: string, tags?: string[]): string[] =>
  standardProblems(standard, { folder, ...(tags && { tags }) }).map(({ where, what }) => `${where}: ${what}`);

/** A folder whose goldens are those of a standard. */
function checked(standard: Standard = extended()): string {
  const folder = folderOf(files);
  checkStandard(standard, { folder, update: true });
  return folder;
}

describe('checkStandard', () => {
  it('writes goldens when asked, and then is content', () => {
    const folder = checked();
    expect(existsSync(join(folder, 'test/goldens/.github/workflows/ci.yml'))).toBe(true);
    expect(problems(extended(), folder)).toEqual([]);
  });

  it('writes the first goldens by itself, but not in CI', () => {
    vi.stubEnv('CI', 'true');
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = folderOf(files);
    expect(problems(extended(), folder)).toContain('.pre-commit-config.yaml: is rendered, and no golden');
    vi.stubEnv('CI', '');
    expect(problems(extended(), folder)).toEqual([]);
    expect(problems(extended({ data: { labels: { team: 'a' } } }), folder)).not.toEqual([]);
  });

  it('names the line in which what is rendered differs, what is new and what is gone', () => {
    const folder = checked();
    write(folder, { 'test/goldens/old.yml': '' });
    const own = defineArtefact({
      id: 'own',
      scope: 'workspace',
      render: () => [{ path: 'OWN', text: 'own\n', ownership: 'managed' }],
    });
    const standard = extended({ data: { labels: { team: 'a' } }, artefacts: { add: [own] } });
    const found = problems(standard, folder);
    expect(found).toContain('old.yml: is a golden that nothing renders any more');
    expect(found).toContain('OWN: is rendered, and no golden');
    expect(found.join('\n')).toMatch(
      /k8s\/base\/kustomization\.yaml:\d+: differs from the golden: ".*team: a"/,
    );
    const fixes = new Set(standardProblems(standard, { folder }).map(({ fix }) => fix));
    expect([...fixes].join()).toContain('UPDATE_GOLDENS=1 npm test --workspace=@acme/ci-standard,');
  });

  it('judges what is rendered, and goes on where something does not render', () => {
    const bad = defineArtefact({
      id: 'bad',
      scope: 'workspace',
      render: () => {
        throw new Error('no such thing');
      },
    });
    expect(problems(extended({ artefacts: { add: [bad] } }), checked()).join('\n')).toContain(
      'does not render: no such thing',
    );
    const unpinned = defineArtefact({
      id: 'unpinned',
      scope: 'workspace',
      render: () => [{ path: 'x.yml', text: 'image: nginx:1\n', ownership: 'managed' }],
    });
    expect(problems(extended({ artefacts: { add: [unpinned] } }), checked()).join('\n')).toContain(
      'nginx:1 is no pinned image of the standard',
    );
  });

  it('names overrides that change nothing anywhere', () => {
    const override = (file: string, at: string) => ({ file, at, op: 'replace', value: 'x' }) as const;
    const overrides = [
      override('.github/workflows/ci.yml', 'name'),
      override('k8s/base/service.yaml', 'metadata.name'),
      override('k8s/base/servise.yaml', 'metadata.name'),
      override('k8s/base/service.yaml', 'metadata.nam'),
      {
        ...override('.github/workflows/ci.yml', 'jobs.verify.steps'),
        ...({ op: 'add', after: 'chekout', value: { id: 'licences', run: 'npx license-check' } } as const),
      },
    ];
    const standard = extended({ data: { overrides } });
    const dead = problems(standard, checked(extended({ data: { overrides: overrides.slice(0, 2) } })));
    expect(dead).toEqual([
      expect.stringMatching(/k8s\/base\/servise\.yaml › metadata\.name: matches nothing/),
      expect.stringMatching(/k8s\/base\/service\.yaml › metadata\.nam: matches nothing/),
      expect.stringMatching(/jobs\.verify\.steps: matches nothing: there is no chekout to stand after/),
    ]);
  });

  it('demands a commit of every action and hook, but of those that workspaces resolve', () => {
    const standard = extended({ data: { pins: { add: { actions: { 'acme/audit': { version: 'v1' } } } } } });
    const folder = checked();
    expect(problems(standard, folder)).toEqual([
      '@acme/ci-standard › pins › acme/audit: v1 is a tag, which can be moved',
    ]);
    expect(problems(standard, folder, ['acme/audit'])).toEqual([]);
  });

  it('demands a changelog and a migration of every version', () => {
    const folder = checked();
    const next = { ...extended(), version: '1.2.0' };
    expect(problems(next, folder).map((line) => line.slice(0, 45))).toEqual([
      'CHANGELOG.md: says nothing about 1.2.0',
      'migrations.json: has no entry for 1.2.0: nx m',
    ]);
    write(folder, { 'migrations.json': '{ "generators": { "a": { "version": "1.1.0" } } }' });
    expect(problems(extended(), folder)).toEqual([expect.stringContaining('has no entry for 1.0.0')]);
  });

  it('leaves out examples that the standard forbids', () => {
    const forbid = [{ option: 'database', is: 'none', reason: 'every service keeps records' }];
    const folder = checked(extended({ data: { forbid } }));
    const names = readFileSync(join(folder, 'test/goldens/.github/workflows/ci.yml'), 'utf8');
    expect(names).toBeTruthy();
    expect(existsSync(join(folder, 'test/goldens/apps/examples/node-api-none'))).toBe(false);
    expect(existsSync(join(folder, 'test/goldens/apps/examples/node-api-postgres'))).toBe(true);
  });
});

it('reads the headings of a changelog', () => {
  const text =
    '# Changelog\n## [Unreleased]\n## [2.0.0-rc.1] - 2026-01-01\n### Added\n## 1.0.0 (2025-01-01)\n## v0.9.0\n';
  expect(changelogVersions(text)).toEqual(['2.0.0-rc.1', '1.0.0', '0.9.0']);
});

it('lets only a version be released that has its changelog and its migration', () => {
  const folder = folderOf(files);
  expect(() => {
    checkVersion(folder, '1.1.0');
  }).not.toThrow();
  expect(() => {
    checkVersion(folder, '1.2.0');
  }).toThrow(/CHANGELOG\.md: says nothing about 1\.2\.0[^]*migrations\.json: has no entry for 1\.2\.0/);
});
