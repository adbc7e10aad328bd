import { execa } from 'execa';

/** What one judge says of a workspace; no findings is what we want. */
export interface Verdict {
  readonly judge: string;
  /** Files or renderings that it looked at. */
  readonly subjects: number;
  readonly findings: readonly string[];
}

export interface Outcome {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

/** A judge with what it looks at. `files` are POSIX paths from the root. */
export type Court = (root: string, files: readonly string[]) => Promise<Verdict>;

/** Runs a judge; a failure is an answer. */
export async function run(file: string, args: readonly string[], cwd: string, input = ''): Promise<Outcome> {
  const { exitCode, stdout, stderr } = await execa(file, args, { cwd, reject: false, input });
  return { exitCode, stdout, stderr };
}

/** Whoever fails without saying why has found something too. */
export const said = (
  { exitCode, stdout, stderr }: Outcome,
  findings: readonly string[],
): readonly string[] =>
  exitCode === 0 || findings.length > 0 ? findings : [`exit ${String(exitCode)}: ${stderr || stdout}`];

/** One verdict over several subjects; none at all is a finding, so that a judge cannot pass by looking away. */
export async function each(
  name: string,
  subjects: readonly string[],
  find: (subject: string) => Promise<readonly string[]>,
): Promise<Verdict> {
  const findings: string[] = subjects.length === 0 ? ['there is nothing to judge'] : [];
  for (const subject of subjects) {
    for (const finding of await find(subject)) findings.push(`${subject}: ${finding}`);
  }
  return { judge: name, subjects: subjects.length, findings };
}
