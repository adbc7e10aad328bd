/** What the first steps with a new service depend on. */
export interface Arrived {
  readonly name: string;
  readonly directory: string;
  readonly port: number;
  readonly packageManager: 'npm' | 'pnpm';
  readonly registry: string;
  /** Whether its stack gave it a README. */
  readonly hasReadme: boolean;
}

const runners = { npm: 'npx', pnpm: 'pnpm exec' } as const;

/** Commands beside what they are for. */
function formatSteps(steps: readonly (readonly [string, string])[]): string[] {
  const width = Math.max(...steps.map(([command]) => command.length));
  return steps.map(([command, what]) => `  ${command.padEnd(width)}   ${what}`);
}

/** Lines for whoever has just made a service: what to run, where to read on. */
export function formatNextSteps(arrived: Arrived): string {
  const { name, directory, port, packageManager, registry, hasReadme } = arrived;
  const nx = `${runners[packageManager]} nx`;
  const steps = formatSteps([
    [`${nx} run-many -t lint typecheck test build -p ${name}`, 'check the source'],
    [`(cd ${directory} && docker compose up --build --wait)`, `run it on port ${port}`],
    [`${nx} run ${name}:publish`, `build, test, scan and push to ${registry}`],
    [`${nx} show project ${name} --web`, 'see all its targets'],
  ]);
  const isExample = registry.endsWith('example.com');
  return [
    `${name} is in ${directory}. Next:`,
    ...steps,
    ...(isExample ? [`  before publishing: set registry in ci.yaml, ${registry} is an example`] : []),
    ...(hasReadme ? [`  read on in ${directory}/README.md`] : []),
  ].join('\n');
}
