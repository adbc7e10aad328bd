import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const page = readFileSync(join(__dirname, '../../docs/upgrade.md'), 'utf8');
const recipe = /```bash\n([^]*?)```/.exec(page)?.[1] ?? '';

let folder: string;
let clone: string;
const env = (): Record<string, string> => ({
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_SYSTEM: '/dev/null',
  GIT_AUTHOR_NAME: 'T',
  GIT_AUTHOR_EMAIL: 't@example.com',
  GIT_COMMITTER_NAME: 'T',
  GIT_COMMITTER_EMAIL: 't@example.com',
  PATH: `${join(folder, 'bin')}:${process.env.PATH ?? ''}`,
});
const git = async (...args: string[]): Promise<string> =>
  (await execa('git', args, { cwd: clone, env: env() })).stdout;

function program(name: string, script: string): void {
  const path = join(folder, 'bin', name);
  writeFileSync(path, `#!/bin/bash\n${script}\n`);
  chmodSync(path, 0o755);
}

/** What `nx g @org/ci:upgrade --group=…` leaves: files, a report, and an exit code. */
const upgrade = `group="\${!#}" group="\${group#--group=}"
echo "$@" >>'LOG'
mkdir -p dist/ci && echo "# Upgrade of $group" >dist/ci/upgrade.md
[ "$group" = idle ] || { mkdir -p "apps/$group" && echo 2 >"apps/$group/file"; }
[ "$group" != waiting ]`;

describe('the recipe of docs/upgrade.md', () => {
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'org-ci-recipe-'));
    clone = join(folder, 'clone');
    mkdirSync(join(folder, 'bin'));
    program('npx', upgrade.replace('LOG', join(folder, 'npx.log')));
    program(
      'gh',
      `echo "$* < $(cat "\${@: -1}" 2>/dev/null || cat dist/ci/upgrade-body.md)" >>'${folder}/gh.log'`,
    );
    await execa('git', ['init', '--quiet', '--bare', '--initial-branch=main', 'main.git'], { cwd: folder });
    await execa('git', ['clone', '--quiet', 'main.git', 'clone'], { cwd: folder });
    writeFileSync(join(clone, '.gitignore'), 'dist\n');
    writeFileSync(join(clone, 'upgrade-groups.sh'), recipe);
    await git('add', '--all');
    await git('commit', '--quiet', '--message=first');
    await git('push', '--quiet', 'origin', 'HEAD:main');
    await git('fetch', '--quiet');
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('opens one pull request per group: a draft where something waits, none where nothing changed', async () => {
    const { all } = await execa(
      'bash',
      ['upgrade-groups.sh', '2.0.0', 'shop', 'waiting', 'idle', 'billing'],
      {
        cwd: clone,
        env: env(),
        all: true,
      },
    );
    expect(all).toContain('idle: nothing to do');
    expect(readFileSync(join(folder, 'npx.log'), 'utf8')).toContain('nx g @org/ci:upgrade --group=waiting');
    const asked = readFileSync(join(folder, 'gh.log'), 'utf8').trimEnd().split('\n');
    expect(asked).toHaveLength(3);
    for (const [index, group] of ['shop', 'waiting', 'billing'].entries()) {
      expect(asked[index]).toContain(`pr create --title Upgrade ${group} to standard 2.0.0`);
      expect(asked[index]).toContain(`# Upgrade of ${group}`);
      expect(asked[index]?.includes('--draft')).toBe(group === 'waiting');
      const branch = `origin/standard-2.0.0-${group}`;
      expect(await git('diff', '--name-only', 'origin/main', branch)).toBe(`apps/${group}/file`);
    }
  });

  it('names groups that the page has in its ci.yaml', () => {
    const [, named = ''] = /bash upgrade-groups\.sh \S+ (.+)/.exec(page) ?? [];
    for (const group of named.split(' ')) expect(page).toMatch(new RegExp(`^  ${group}: \\[`, 'm'));
  });
});
