/**
 * Environment variable of a run that was asked for with --dryRun: an id of that run. Nx gives an option only to the
 * tasks that were named, not to those that they depend on; the variable reaches all of them. As an input of every cached
 * target it keeps what a dry run leaves out of reach of every other run.
 */
export const dryRunVariable = 'ORG_CI_DRY_RUN';

/**
 * Whether a command line asks for a dry run; of several such words the last one counts. Nx takes the
 * value of `--dryRun false` from the next word, too.
 */
export function asksForDryRun(argv: readonly string[]): boolean {
  const asked = argv.flatMap((word, index) => {
    const match = /^--(?<no>no-)?dry(?:R|-r)un(?:=(?<value>.*))?$/.exec(word);
    if (!match) return [];
    const value = match.groups?.value ?? argv[index + 1];
    return [match.groups?.no === undefined && value !== 'false'];
  });
  return asked.at(-1) ?? false;
}
