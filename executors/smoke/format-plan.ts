import { formatCommand, type Command } from '@org/ci-toolchain';
import type { SmokePlan } from './plan';

export interface Expected {
  /** Folder in which random secrets are. */
  readonly secretsFolder: string;
  readonly hasSecrets: boolean;
  readonly endpoints: readonly string[];
  readonly healthyWithinSeconds: number;
  readonly gracePeriodSeconds: number;
}

/** A dry run: the exact commands, and as comments what happens between them. */
export function formatPlan(plan: SmokePlan, expected: Expected): string[] {
  const lines = (...commands: (Command | undefined)[]): string[] =>
    commands.flatMap((command) => (command ? [formatCommand(command)] : []));
  const { backings, migration, service, processes } = plan;
  return [
    ...lines(plan.pull, plan.inspectImage, plan.network),
    ...(expected.hasSecrets ? [`# random secrets are written to ${expected.secretsFolder}`] : []),
    ...backings.flatMap(({ start, ready }) => [...lines(start, ready), '# again until it answers']),
    ...(migration ? [...lines(migration), '# its exit code must be 0'] : []),
    ...lines(service.start),
    `# ready within ${expected.healthyWithinSeconds} s, then GET ${expected.endpoints.join(', ')}: 2xx`,
    ...processes.flatMap(({ start, ready, terminate, wait, logs }) => [
      ...lines(start, ready),
      '# again until it does its work',
      ...lines(terminate, wait, logs),
    ]),
    ...lines(service.top, service.stats, service.terminate),
    `# not ready any more, ended with exit code 0 within ${expected.gracePeriodSeconds} s, nothing wrong in the logs`,
    ...lines(service.wait, service.logs, ...plan.cleanup),
  ];
}
