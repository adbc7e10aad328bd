import { found, strongest, type Found } from '../evidence';
import { readOwn, type Project } from '../project';
import { composeOf } from './compose';
import type { Dependencies } from './dependencies';

export type Database = 'postgres' | 'none';

const drivers = ['pg', 'postgres', 'pg-promise', '@prisma/adapter-pg', '@vercel/postgres', 'slonik'];
const others = [
  'mysql',
  'mysql2',
  'mongodb',
  'mongoose',
  'better-sqlite3',
  'sqlite3',
  'mssql',
  'oracledb',
  'mariadb',
];
/** They speak to several databases, and with none of the drivers nobody can say which. */
const mappers = [
  'typeorm',
  'knex',
  'sequelize',
  'drizzle-orm',
  '@mikro-orm/core',
  'objection',
  '@prisma/client',
];

const of = <T>(names: readonly string[], dependencies: Dependencies, value: T): Found<T>[] =>
  names.flatMap((name) => {
    const evidence = dependencies.get(name);
    return evidence === undefined ? [] : [found(value, evidence)];
  });

function prisma(project: Project): Found<Database>[] {
  return project.files
    .filter((file) => file.endsWith('.prisma'))
    .flatMap((file) => {
      const text = readOwn(project, file) ?? '';
      const provider = /datasource\s+\w+\s*\{[^}]*?\bprovider\s*=\s*"(\w+)"/.exec(text)?.[1];
      if (provider === undefined) return [];
      return [
        found(provider === 'postgresql' ? ('postgres' as const) : ('none' as const), `${file} › ${provider}`),
      ];
    });
}

/**
 * The database that it owns. Other kinds than PostgreSQL are none that comes with a service; nothing is said where a mapper
 * is there and no driver.
 */
export function findDatabase(project: Project, dependencies: Dependencies): readonly Found<Database>[] {
  const known = strongest(
    of(drivers, dependencies, 'postgres' as const),
    prisma(project),
    composeOf(project).postgres,
    of(others, dependencies, 'none' as const),
  );
  if (known.length > 0) return known;
  const unclear = of(mappers, dependencies, 'none' as const).length > 0;
  return unclear ? [] : [found('none' as const, 'no driver among its dependencies')];
}
