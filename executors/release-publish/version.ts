import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { failed, ok, Version, type Result } from '@org/ci-core';
import { z } from 'zod';
import type { ReleasePublishOptions } from './options';

/** Where nx release version leaves the full reference for a publication that runs later (@nx/docker). */
export const versionFile = (directory: string): string =>
  path.posix.join('tmp', directory, '.docker-version');

/** What nx release says about one project, as far as it concerns images. */
const VersionData = z.looseObject({ dockerVersion: z.string().nullish() });

/** The tag of an image reference. */
const tagOf = (reference: string): string => reference.trim().replace(/^.*:/s, '');

async function readRecorded(root: string, directory: string): Promise<string | undefined> {
  const text = await readFile(path.join(root, versionFile(directory)), 'utf8').catch(() => undefined);
  return text === undefined ? undefined : tagOf(text);
}

/** The version that nx release decided on; null where it decided on none. Codes: version-missing, version-invalid. */
export async function releaseVersion(
  root: string,
  directory: string,
  project: string,
  { nxReleaseVersionData }: ReleasePublishOptions,
): Promise<Result<string | null>> {
  const given = VersionData.safeParse(nxReleaseVersionData?.[project]).data?.dockerVersion;
  if (given === null) return ok(null);
  const version = given ?? (await readRecorded(root, directory));
  const where = given === undefined ? versionFile(directory) : `${project} › dockerVersion`;
  if (version === undefined)
    return failed({
      code: 'version-missing',
      where,
      what: 'is missing',
      fix: 'run nx release version first',
    });
  const parsed = Version.safeParse(version);
  if (parsed.success) return ok(parsed.data);
  const what = parsed.error.issues.map(({ message }) => message).join('; ');
  return failed({ code: 'version-invalid', where, what, fix: 'correct the version scheme in nx.json' });
}
