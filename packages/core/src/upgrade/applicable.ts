import { compareVersions } from '../pins/compare-versions';
import type { ServiceMigration } from './migration';

/** Migrations on the way from one version to another, oldest first. None on the way back: bases alone lead there. */
export const applicable = (
  migrations: readonly ServiceMigration[],
  stack: string,
  from: string,
  to: string,
): ServiceMigration[] =>
  migrations
    .filter(({ version, stacks }) => {
      const isBetween = compareVersions(version, from) > 0 && compareVersions(version, to) <= 0;
      return isBetween && (stacks === undefined || stacks.includes(stack));
    })
    .sort((a, b) => compareVersions(a.version, b.version));
