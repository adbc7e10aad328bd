import type { Sandbox } from '../world/sandbox.js';

/** What the steps hand on to each other. */
export interface Stage {
  readonly workspace: Sandbox;
  readonly service: string;
}

/** One thing that the demo does: a title while it runs, a line of facts when it is done. */
export interface Step {
  readonly title: string;
  run(stage: Stage): Promise<string>;
}

export interface StepResult {
  readonly title: string;
  readonly facts: string;
  readonly seconds: number;
}

/** Runs the steps in order, a line each: the title at once, the facts and the time when they are known. */
export async function runSteps(
  steps: readonly Step[],
  stage: Stage,
  write: (text: string) => void,
): Promise<StepResult[]> {
  const results: StepResult[] = [];
  for (const step of steps) {
    const { title } = step;
    if (process.stdout.isTTY) write(`  ▸ ${title} …`);
    const started = performance.now();
    const facts = await step.run(stage);
    const seconds = (performance.now() - started) / 1000;
    const clear = process.stdout.isTTY ? '\r\u001b[2K' : '';
    write(`${clear}  ✓ ${title.padEnd(34)} ${seconds.toFixed(1).padStart(6)} s   ${facts}\n`);
    results.push({ title, facts, seconds });
  }
  return results;
}
