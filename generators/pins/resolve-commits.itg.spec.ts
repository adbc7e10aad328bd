import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runChecked, runCommand } from '@org/ci-toolchain';
import { beforeAll, afterAll, describe, expect, it, vi } from 'vitest';
import type { WantedCommit } from './commits';
import { resolveCommits } from './resolve-commits';

const folder = mkdtempSync(join(tmpdir(), 'org-ci-git-'));
const identity = {
  GIT_AUTHOR_NAME: 'a',
  GIT_AUTHOR_EMAIL: 'a@example.com',
  GIT_COMMITTER_NAME: 'a',
  GIT_COMMITTER_EMAIL: 'a@example.com',
};
const git = async (...args: string[]): Promise<string> => {
  const { stdout } = await runChecked(runCommand, {
    tool: 'git',
    args,
    cwd: join(folder, 'acme/audit'),
    env: identity,
  });
  return stdout.trim();
};
const action = (version: string): WantedCommit => ({ kind: 'actions', name: 'acme/audit', version });
const resolve = (wanted: readonly WantedCommit[], protocols = 'file') =>
  resolveCommits(wanted, { run: runCommand, timeoutMs: 30_000, protocols });
let first = '';
let second = '';

beforeAll(async () => {
  await runChecked(runCommand, { tool: 'git', args: ['init', '-q', 'acme/audit'], cwd: folder });
  await git('commit', '-q', '--allow-empty', '-m', 'one');
  first = await git('rev-parse', 'HEAD');
  await git('tag', 'v1.0.0');
  await git('commit', '-q', '--allow-empty', '-m', 'two');
  second = await git('rev-parse', 'HEAD');
  await git('tag', '-a', 'v1.1.0', '-m', 'annotated');
  await git('tag', 'v1.1.0-rc', first);
  vi.stubEnv('GIT_CONFIG_COUNT', '2');
  for (const [index, base] of ['https://github.com/', 'https://hooks.example.com/'].entries()) {
    vi.stubEnv(`GIT_CONFIG_KEY_${index}`, `url.file://${folder}/.insteadOf`);
    vi.stubEnv(`GIT_CONFIG_VALUE_${index}`, base);
  }
});
afterAll(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('resolveCommits', () => {
  it('finds the commit of a tag, of an annotated one the commit and not the tag', async () => {
    const hook: WantedCommit = {
      kind: 'hooks',
      name: 'https://hooks.example.com/acme/audit',
      version: 'v1.1.0',
    };
    const wanted = [action('v1.0.0'), action('v1.1.0'), action('v1.1.0-rc'), hook];
    const { commits, problems } = await resolve(wanted);
    expect(problems).toEqual([]);
    expect(commits.map(({ sha }) => sha)).toEqual([first, second, first, second]);
    expect(await git('rev-parse', 'v1.1.0'), 'the tag is an object of its own').not.toBe(second);
  });

  it('says of each one why it has none, and goes on', async () => {
    const gone: WantedCommit = { kind: 'actions', name: 'acme/gone', version: 'v1.0.0' };
    const { commits, problems } = await resolve([action('v1'), gone, action('v1.0.0')]);
    expect(commits.map(({ version }) => version)).toEqual(['v1.0.0']);
    expect(problems.map(({ where, what }) => `${where}: ${what}`)).toEqual([
      'acme/audit v1: is used by tag alone: its repository has no such tag',
      expect.stringMatching(/acme\/gone v1\.0\.0: is used by tag alone: fatal: .*acme\/gone/),
    ]);
  });

  it('lets git use no transport but https and ssh, whatever a URL is rewritten to', async () => {
    const { commits, problems } = await resolveCommits([action('v1.0.0')], {
      run: runCommand,
      timeoutMs: 30_000,
    });
    expect(commits).toEqual([]);
    expect(problems[0]?.what).toContain("transport 'file' not allowed");
  });
});
