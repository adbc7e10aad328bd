import { failed, ok, problemsFromZod, type Result } from '@org/ci-core';
import { z } from 'zod';
import type { ScannerDatabase } from '../scanner/scanner';

const Version = z.object({
  VulnerabilityDB: z.object({ Version: z.int(), UpdatedAt: z.iso.datetime({ offset: true }) }).optional(),
});

const notRead = (what: string): Result<never> =>
  failed({ code: 'scanner-output', where: 'trivy version', what, fix: 'install a current trivy' });

/** `trivy version --format json` → the database that is there. DownloadedAt says nothing about the content. */
export function parseTrivyDatabase(stdout: string): Result<ScannerDatabase | undefined> {
  let json: unknown;
  try {
    json = JSON.parse(stdout);
  } catch {
    return notRead('its answer is not JSON');
  }
  const parsed = Version.safeParse(json);
  if (!parsed.success) return failed(...problemsFromZod(parsed.error, 'trivy version', 'scanner-output'));
  const database = parsed.data.VulnerabilityDB;
  if (database === undefined) return ok(undefined);
  return ok({
    version: String(database.Version),
    updatedAt: new Date(database.UpdatedAt).toISOString(),
  });
}
