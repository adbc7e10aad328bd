import Type from 'typebox';
import { parseEnvironment, type Environment, type Parsed } from './environment.js';
import { readFileSecrets } from './file-secrets.js';

export interface DatabaseSettings {
  readonly url: string;
  readonly poolSize: number;
}

const Pool = Type.Object({ DATABASE_POOL_SIZE: Type.Integer({ default: 10, minimum: 1, maximum: 1_000 }) });

const Parts = Type.Object({
  DATABASE_HOST: Type.String(),
  DATABASE_PORT: Type.Integer({ default: 5432, minimum: 1, maximum: 65_535 }),
  DATABASE_NAME: Type.String(),
  DATABASE_USER: Type.String(),
  DATABASE_PASSWORD: Type.String(),
  DATABASE_SSLMODE: Type.Enum(['disable', 'require', 'verify-ca', 'verify-full'], { default: 'disable' }),
});

/** `DATABASE_URL`, or its parts; the URL and the password may come from files. */
export function readDatabaseSettings(environment: Environment): Parsed<DatabaseSettings> {
  const secrets = readFileSecrets(environment, ['DATABASE_URL', 'DATABASE_PASSWORD']);
  if (!secrets.ok) return secrets;
  const url = secrets.value.DATABASE_URL ? parseUrl(secrets.value.DATABASE_URL) : joinParts(secrets.value);
  const pool = parseEnvironment(Pool, environment);
  if (url.ok && pool.ok)
    return { ok: true, value: { url: url.value, poolSize: pool.value.DATABASE_POOL_SIZE } };
  return { ok: false, problems: [url, pool].flatMap((parsed) => (parsed.ok ? [] : parsed.problems)) };
}

function parseUrl(text: string): Parsed<string> {
  const protocol = URL.canParse(text) ? new URL(text).protocol : undefined;
  return protocol === 'postgresql:' || protocol === 'postgres:'
    ? { ok: true, value: text }
    : { ok: false, problems: ['DATABASE_URL must look like postgresql://user:password@host:5432/name'] };
}

function joinParts(environment: Environment): Parsed<string> {
  const parts = parseEnvironment(Parts, environment);
  if (!parts.ok) return parts;
  const { DATABASE_HOST: host, DATABASE_PORT: port, DATABASE_SSLMODE: sslmode } = parts.value;
  const user = encodeURIComponent(parts.value.DATABASE_USER);
  const password = encodeURIComponent(parts.value.DATABASE_PASSWORD);
  const name = encodeURIComponent(parts.value.DATABASE_NAME);
  const url = `postgresql://${user}:${password}@${host}:${String(port)}/${name}?sslmode=${sslmode}`;
  return URL.canParse(url)
    ? { ok: true, value: url }
    : { ok: false, problems: ['DATABASE_HOST must be a host name'] };
}
