import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { execa } from 'execa';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { problemsOf } from '../../packages/oci/test/problems';
import { promote } from './promote';
import { openStage, type Release, type Stage } from './testing/stage';

const ci = vi.hoisted(() => ({ isCI: false }));
vi.mock('ci-info', () => ci);

let stage: Stage;
let first: Release;
let second: Release;

/** `gate: why` as the dry run says it of one gate. */
const said = (lines: readonly string[], gate: string): string | undefined =>
  lines.find((line) => line.includes(` ${gate}: `))?.trim();
const withoutGit = (): unknown => vi.stubEnv('PATH', path.join(stage.root, 'nothing'));

beforeEach(async () => {
  ci.isCI = false;
  stage = await openStage();
  first = await stage.release();
  second = await stage.release();
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await stage.remove();
});

describe('an environment goes forward only', () => {
  beforeEach(() => stage.promoteAndCommit('staging'));
  const older = () => ({ digest: first.image.digest });

  it('refuses a run that was overtaken, with both commits', async () => {
    const [a, b] = [first.commit.slice(0, 12), second.commit.slice(0, 12)];
    expect(await stage.refused(stage.task('staging', older()))).toEqual([
      `commit: ${a} is older than ${b}, which staging has`,
    ]);
    expect(await stage.digestIn('staging')).toBe(second.image.digest);
  });
  it('goes back where that is asked for, and forward again without', async () => {
    const back = stage.task('staging', { ...older(), allowOlder: true });
    await promote(back);
    expect(said(back.said, 'commit')).toMatch(/^✓ commit: .* is older than .*: asked for$/);
    await stage.commitAll();
    const forward = stage.task('staging', { digest: second.image.digest });
    await promote(forward);
    expect(said(forward.said, 'commit')).toMatch(/^✓ commit: .* came after /);
  });
  it('takes a revert for what it is: new, although the digest is an old one', async () => {
    const commit = await stage.commitAll();
    const manifests = `http://${stage.home.replace('/', '/v2/')}/payments/manifests`;
    const accept = first.image.mediaType;
    const manifest = await fetch(`${manifests}/${first.image.digest}`, { headers: { accept } });
    await fetch(`${manifests}/${commit}`, {
      method: 'PUT',
      headers: { 'content-type': accept },
      body: await manifest.arrayBuffer(),
    });
    await promote(stage.task('staging', older()));
    expect(await stage.digestIn('staging')).toBe(first.image.digest);
  });
  it('knows no order in a shallow clone, and says so', async () => {
    const clone = path.join(stage.root, 'node_modules/clone');
    await execa('git', ['clone', '--quiet', '--depth=1', `file://${stage.root}`, clone]);
    const given = stage.task('staging', older(), true);
    const run: typeof given.run = (command, options) =>
      given.run(command.tool === 'git' ? { ...command, cwd: clone } : command, options);
    await promote({ ...given, run });
    expect(said(given.said, 'commit')).toMatch(/^✓ commit: not known: no commit of the history/);
  });
});

describe('the environment before has what git has', () => {
  const toProduction = () => stage.task('production', { digest: second.image.digest }, true);
  beforeEach(() => {
    ci.isCI = true;
  });

  it('takes no promotion for done that is not committed', async () => {
    await promote(stage.task('staging'));
    expect(await stage.refused(toProduction())).toEqual([
      'order: nothing was promoted to staging yet, which comes before; what the work tree has is not committed',
    ]);
    const [problem] = await problemsOf(promote(stage.task('production')));
    expect(problem).toMatchObject({
      code: 'nothing-to-promote',
      what: 'what was promoted to it is not committed',
    });
    const again = stage.task('staging');
    await promote(again);
    expect(again.said.join()).toMatch(
      /is in apps\/payments\/.*staging.* already: commit it, and staging follows/,
    );
    await stage.commitAll();
    await promote(toProduction());
  });
  it('is not disturbed by an edit that is not committed', async () => {
    await stage.promoteAndCommit('staging');
    await promote(stage.task('staging', { digest: first.image.digest, allowOlder: true }));
    expect(await stage.digestIn('staging')).toBe(first.image.digest);
    await promote(stage.task('production'));
    expect(await stage.digestIn('production')).toBe(second.image.digest);
  });
  it('reads a workspace that is a folder of its repository', async () => {
    await stage.promoteAndCommit('staging');
    const outer = path.join(stage.root, 'node_modules/outer');
    await mkdir(outer, { recursive: true });
    await execa('git', ['clone', '--quiet', `file://${stage.root}`, path.join(outer, 'inner')]);
    await rename(path.join(outer, 'inner/.git'), path.join(outer, '.git'));
    await execa('git', ['add', '--all'], { cwd: outer });
    const identity = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
    await execa('git', [...identity, 'commit', '--quiet', '--message=moved'], { cwd: outer });
    const given = toProduction();
    const run: typeof given.run = (command, options) =>
      given.run(command.tool === 'git' ? { ...command, cwd: path.join(outer, 'inner') } : command, options);
    await promote({ ...given, run });
    expect(said(given.said, 'order')).toBe('✓ order: staging has this digest');
  });
});

describe('without git', () => {
  it('goes by the work tree and says so; the order of commits is not known', async () => {
    await promote(stage.task('staging', { digest: first.image.digest }));
    withoutGit();
    const given = stage.task('staging', {}, true);
    await promote(given);
    expect(said(given.said, 'commit')).toBe('✓ commit: not known: git does not say which commit came first');
  });
  it('promotes nothing to production, with every reason', async () => {
    await stage.promoteAndCommit('staging');
    await writeFile(
      stage.overlayFile('production'),
      (await stage.overlay('staging')).replace(/[0-9a-f]{64}/, '0'.repeat(64)),
    );
    withoutGit();
    expect(await stage.refused(stage.task('production', { digest: second.image.digest }))).toEqual([
      'order: git says what staging, which comes before, has; it does not answer',
      'commit: git does not say which commit came first',
      'ci: production is promoted to from CI only',
    ]);
  });
});
