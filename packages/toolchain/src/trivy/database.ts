import path from 'node:path';
import { failed, ok, problemsFromZod, type Result } from '@org/ci-core';
import { z } from 'zod';
import type { Environment, ScannerDatabase } from '../scanner/scanner';

const Metadata = z.object({ Version: z.int(), UpdatedAt: z.iso.datetime({ offset: true }) });
const Version = z.object({ VulnerabilityDB: Metadata.optional() });

function parse<T extends z.ZodType>(schema: T, text: string, where: string): Result<z.output<T>> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    const what = 'its answer is not JSON';
    return failed({ code: 'scanner-output', where, what, fix: 'install a current trivy' });
  }
  const parsed = schema.safeParse(json);
  return parsed.success ? ok(parsed.data) : failed(...problemsFromZod(parsed.error, where, 'scanner-output'));
}

/** DownloadedAt says nothing about the content. */
const databaseOf = ({ Version: version, UpdatedAt: at }: z.infer<typeof Metadata>): ScannerDatabase => ({
  version: String(version),
  updatedAt: new Date(at).toISOString(),
});

/** `trivy version --format json` → the database that is there. */
export function parseTrivyDatabase(stdout: string): Result<ScannerDatabase | undefined> {
  const parsed = parse(Version, stdout, 'trivy version');
  if (!parsed.ok) return parsed;
  const { VulnerabilityDB: database } = parsed.value;
  return ok(database && databaseOf(database));
}

/** `db/metadata.json` of its cache. */
export function parseTrivyMetadata(text: string): Result<ScannerDatabase> {
  const parsed = parse(Metadata, text, 'db/metadata.json');
  return parsed.ok ? ok(databaseOf(parsed.value)) : parsed;
}

/** A variable that is set to nothing is not set. */
const given = (value: string | undefined): string | undefined => (value === '' ? undefined : value);

/** Where user caches are: XDG's on Linux, else the system's (Go's os.UserCacheDir, which trivy asks). */
function userCache({ variables, platform, home }: Environment): string {
  if (platform === 'darwin') return path.join(home, 'Library/Caches');
  if (platform === 'win32') return given(variables.LocalAppData) ?? path.join(home, 'AppData/Local');
  return given(variables.XDG_CACHE_HOME) ?? path.join(home, '.cache');
}

/** https://trivy.dev/latest/docs/configuration/cache/ */
export const trivyMetadata = (environment: Environment): string =>
  path.resolve(
    given(environment.variables.TRIVY_CACHE_DIR) ?? path.join(userCache(environment), 'trivy'),
    'db/metadata.json',
  );
