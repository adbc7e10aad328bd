/** Where a task's lines go. */
export interface Voice {
  readonly say: (line: string) => void;
  readonly progress: (line: string) => void;
  /** Shown whatever Nx shows of a task that went well, and not kept. */
  readonly announce: (line: string) => void;
  /** All that was said so far. */
  readonly said: () => string;
}

/** Writes text to a terminal or a log. */
export type Write = (text: string) => void;

/** A task alone on the terminal: it says on standard output what Nx keeps, and shows progress on standard error. */
export function soloVoice(stdout: Write, stderr: Write): Voice {
  const lines: string[] = [];
  return {
    say: (line) => {
      lines.push(line);
      stdout(`${line}\n`);
    },
    progress: (line) => {
      stderr(`${line}\n`);
    },
    // Nx shows all of a task that runs alone
    announce: () => undefined,
    said: () => lines.map((line) => `${line}\n`).join(''),
  };
}

/**
 * One of several at once. What it said is printed when it ends, unless Nx keeps the output of what went well to itself,
 * as it does by default; progress and announcements appear at once, with the project in front.
 */
export function batchVoice(project: string, stderr: Write): Voice {
  const lines: string[] = [];
  return {
    say: (line) => lines.push(line),
    progress: (line) => {
      stderr(`${project}: ${line}\n`);
    },
    announce: (line) => {
      stderr(`${project}: ${line}\n`);
    },
    said: () => lines.map((line) => `${line}\n`).join(''),
  };
}
