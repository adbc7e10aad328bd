import { distance } from 'fastest-levenshtein';

/**
 * Environment variable of a run that was asked for with --dryRun: an id of that run. Nx gives an option only to the
 * tasks that were named, not to those that they depend on; the variable reaches all of them. As an input of every cached
 * target it keeps what a dry run leaves out of reach of every other run.
 */
export const dryRunVariable = 'ORG_CI_DRY_RUN';

/** Slips of the hand: `--dryrun`, `--dry-rnu`. The task that is named refuses them, when others have run already. */
const isMistyped = (name: string): boolean =>
  /^d/i.test(name) && distance(name.toLowerCase().replace(/[-_]/g, ''), 'dryrun') <= 2;

/**
 * Whether a command line asks for a dry run; of several such words the last one counts, and one that is mistyped asks
 * for it: nothing must be done for real that was not meant so. Nx takes the value of `--dryRun false` from the next
 * word, too.
 */
export function asksForDryRun(argv: readonly string[]): boolean {
  const asked = argv.flatMap((word, index) => {
    const match = /^--(?<no>no-)?(?<name>[\w-]{1,20})(?:=(?<value>.*))?$/.exec(word);
    const { no, name = '', value = argv[index + 1] } = match?.groups ?? {};
    if (name !== 'dryRun' && name !== 'dry-run') return isMistyped(name) ? [true] : [];
    return [no === undefined && value !== 'false'];
  });
  return asked.at(-1) ?? false;
}
