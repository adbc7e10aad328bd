import type { Sandbox } from '../world/sandbox.js';
import type { Place } from './receipts.js';
import type { DemoService } from './services.js';

/** What the steps hand on to each other. */
export interface Stage {
  readonly workspace: Sandbox;
  readonly services: readonly DemoService[];
}

/** One thing that the demo does: a title while it runs, lines of facts when it is done. */
export interface Step {
  readonly title: string;
  run(stage: Stage): Promise<readonly string[]>;
}

export interface StepResult {
  readonly title: string;
  readonly facts: readonly string[];
  readonly seconds: number;
}

/** `✓ title  12.3 s   facts`, further facts below the first. */
export function formatResult({ title, facts, seconds }: StepResult): string {
  const [first = '', ...more] = facts;
  const line = `  ✓ ${title.padEnd(36)} ${seconds.toFixed(1).padStart(6)} s   ${first}`.trimEnd();
  return [line, ...more.map((fact) => ' '.repeat(50) + fact), ''].join('\n');
}

/** Runs the steps in order: the title at once, the facts and the time when they are known. */
export async function runSteps(
  steps: readonly Step[],
  stage: Stage,
  write: (text: string) => void,
): Promise<void> {
  for (const step of steps) {
    const { title } = step;
    if (process.stdout.isTTY) write(`  ▸ ${title} …`);
    const started = performance.now();
    const facts = await step.run(stage);
    const seconds = (performance.now() - started) / 1000;
    write(`${process.stdout.isTTY ? '\r\u001b[2K' : ''}${formatResult({ title, facts, seconds })}`);
  }
}

/** The facts of every service, in order: its name in front of the first where there are several. */
export async function perService(
  { workspace, services }: Stage,
  factsOf: (place: Place) => Promise<readonly string[]>,
): Promise<readonly string[]> {
  const width = services.length > 1 ? Math.max(...services.map(({ name }) => name.length)) + 2 : 0;
  const facts = await Promise.all(services.map(({ name }) => factsOf({ workspace, service: name })));
  return facts.flatMap((lines, index) =>
    lines.map(
      (line, row) => (width > 0 && row === 0 ? (services[index]?.name ?? '') : '').padEnd(width) + line,
    ),
  );
}
