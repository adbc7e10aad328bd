import { defineConfig } from 'prisma/config';

// `generate`, `validate` and `format` never run the schema engine, but the CLI would download it first.
// Naming any program that exists spares them the download; `migrate` and `db` still fetch the real one.
const command = process.argv[2];
if (command === 'generate' || command === 'validate' || command === 'format') {
  process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;
}

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  datasource: { url: process.env.DATABASE_URL ?? '' },
});
