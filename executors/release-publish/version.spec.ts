import { rm } from 'node:fs/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { writeFolder } from '../frame/testing/workspace';
import type { ReleasePublishOptions } from './options';
import { releaseVersion } from './version';

let root = '';
afterEach(() => rm(root, { recursive: true }));

async function versionOf(recorded: string | undefined, data?: ReleasePublishOptions['nxReleaseVersionData']) {
  root = await writeFolder(
    recorded === undefined ? { a: '' } : { 'tmp/apps/payments/.docker-version': recorded },
  );
  return releaseVersion(root, 'apps/payments', 'payments', data ? { nxReleaseVersionData: data } : {});
}

describe('releaseVersion', () => {
  it('takes what nx release hands over', async () => {
    expect(await versionOf('r:1/p:1.0.0', { payments: { dockerVersion: '2.0.0' } })).toEqual({
      ok: true,
      value: '2.0.0',
    });
  });
  it('takes what an earlier nx release version wrote', async () => {
    expect(await versionOf('127.0.0.1:5000/acme/payments:2611.21.c86b81f\n')).toEqual({
      ok: true,
      value: '2611.21.c86b81f',
    });
  });
  it('has none where nx release decided on none', async () => {
    expect(await versionOf(undefined, { payments: { dockerVersion: null } })).toEqual({
      ok: true,
      value: null,
    });
  });
  it.each([
    ['nothing', undefined, 'version-missing'],
    ['a version that is none', 'r/p:latest', 'version-invalid'],
    ['shell words', 'r/p:$(id)', 'version-invalid'],
  ])('refuses %s', async (_, recorded, code) => {
    expect(await versionOf(recorded)).toMatchObject({ ok: false, problems: [{ code }] });
  });
});
