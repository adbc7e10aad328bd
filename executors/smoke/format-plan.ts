import { formatCommand, type Command } from '@org/ci-toolchain';
import type { SmokePlan } from './plan';

export interface Expected {
  readonly passwordFile: string;
  readonly endpoints: readonly string[];
  readonly healthyWithinSeconds: number;
  readonly gracePeriodSeconds: number;
}

/** A dry run: the exact commands, and as comments what happens between them. */
export function formatPlan(plan: SmokePlan, expected: Expected): string[] {
  const lines = (...commands: (Command | undefined)[]): string[] =>
    commands.flatMap((command) => (command ? [formatCommand(command)] : []));
  const { database, migration, service } = plan;
  return [
    ...lines(plan.pull, plan.inspectImage, plan.network),
    ...(database ? [`# a random password is written to ${expected.passwordFile}`] : []),
    ...lines(database?.start, database?.ready),
    ...(database ? ['# again until it answers'] : []),
    ...(migration ? [...lines(migration), '# its exit code must be 0'] : []),
    ...lines(service.start),
    `# ready within ${expected.healthyWithinSeconds} s, then GET ${expected.endpoints.join(', ')}: 2xx`,
    ...lines(service.top, service.stats, service.terminate),
    `# not ready any more, ended with exit code 0 within ${expected.gracePeriodSeconds} s, nothing wrong in the logs`,
    ...lines(service.wait, service.logs, ...plan.cleanup),
  ];
}
