import type { Sandbox } from '../world/sandbox.js';

/** What the steps hand on to each other. */
export interface Stage {
  readonly workspace: Sandbox;
  readonly service: string;
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
