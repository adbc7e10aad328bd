import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@org/ci-core';

interface Migrations {
  readonly generators?: Readonly<Record<string, { readonly version?: string }>>;
}

/** Versions of a changelog's headings, newest first: `## [1.2.0] - 2026-01-31` (https://keepachangelog.com). */
export const changelogVersions = (text: string): string[] =>
  [...text.matchAll(/^## +\[?v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)\]?/gm)].map(([, version = '']) => version);

const read = (folder: string, name: string): string | undefined =>
  existsSync(join(folder, name)) ? readFileSync(join(folder, name), 'utf8') : undefined;

const problem = (where: string, what: string, fix: string): Problem => ({
  code: 'contract',
  where,
  what,
  fix,
});

function changelogProblems(versions: readonly string[], version: string): Problem[] {
  if (versions.includes(version)) return [];
  const fix = `add "## [${version}] - <day>" with what changed: upgrade reports quote it`;
  return [problem('CHANGELOG.md', `says nothing about ${version}`, fix)];
}

function migrationProblems(migrations: Migrations, versions: readonly string[]): Problem[] {
  const known = Object.values(migrations.generators ?? {}).map(({ version }) => version);
  return versions
    .filter((version) => !known.includes(version))
    .map((version) =>
      problem(
        'migrations.json',
        `has no entry for ${version}: nx migrate would upgrade no service`,
        `add "upgrade-${version}": { "version": "${version}", "description": …, "implementation": "./migrations/upgrade" }`,
      ),
    );
}

/** Every version has its entry in the changelog, and a migration that takes services to it. */
export function versionProblems(folder: string, version: string): Problem[] {
  const versions = changelogVersions(read(folder, 'CHANGELOG.md') ?? '');
  const migrations = JSON.parse(read(folder, 'migrations.json') ?? '{}') as Migrations;
  return [
    ...changelogProblems(versions, version),
    ...migrationProblems(migrations, [...new Set([...versions, version])]),
  ];
}
