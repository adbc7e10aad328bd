import type { Stack, StackInput } from '@org/ci-core';
import { formatUnsaid, type Unsaid } from './unsaid';

/** What the first steps with a new service depend on. */
export interface Arrived {
  readonly name: string;
  readonly directory: string;
  /** Where it answers on this machine once compose has started it. */
  readonly port: number;
  readonly packageManager: 'npm' | 'pnpm';
  /** Names of the targets that its stack brings. */
  readonly targets: readonly string[];
  readonly registry: string;
  /** Whether its stack gave it a README. */
  readonly hasReadme: boolean;
  /** What only people know, and manifests must say before anything is promoted. */
  readonly unsaid?: readonly Unsaid[];
}

/** `docker compose up` starts the development container, whose server may have a port of its own. */
export const portInDevelopment = (stack: Pick<Stack, 'development'>, input: StackInput): number =>
  stack.development?.(input).port ?? input.service.port;

const runners = { npm: 'npx', pnpm: 'pnpm exec' } as const;

/** Commands beside what they are for. */
function formatSteps(steps: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...steps.map(([command]) => command.length));
  return steps.map(([command, what]) => `  ${command.padEnd(width)}   ${what}`);
}

/** What a pull request is asked first; Nx would pass over a target that is not there without a word. */
const checks = ['lint', 'typecheck', 'test', 'build'];

function checkStep(nx: string, { name, targets }: Arrived): (readonly [string, string])[] {
  const has = checks.filter((check) => targets.includes(check));
  return has.length === 0
    ? []
    : [[`${nx} run-many -t ${has.join(' ')} -p ${name}`, 'check the source'] as const];
}

/** Lines for whoever has just made a service: what to run, where to read on. */
export function formatNextSteps(arrived: Arrived): string {
  const { name, directory, port, packageManager, registry, hasReadme, unsaid = [] } = arrived;
  const nx = `${runners[packageManager]} nx`;
  const steps = formatSteps([
    ...checkStep(nx, arrived),
    [`(cd ${directory} && docker compose up --build --wait)`, `run it on port ${port}`],
    [`${nx} run ${name}:publish`, `build, test, scan and push to ${registry}`],
    [`${nx} show project ${name} --web`, 'see all its targets'],
  ]);
  const isExample = registry.endsWith('example.com');
  return [
    `${name} is in ${directory}. Next:`,
    ...steps,
    ...(isExample ? [`  before publishing: set registry in ci.yaml, ${registry} is an example`] : []),
    ...formatUnsaid(unsaid),
    ...(hasReadme ? [`  read on in ${directory}/README.md`] : []),
  ].join('\n');
}
