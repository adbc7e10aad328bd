import {
  ecosystemOf,
  ecosystemTag,
  installerOf,
  pipLock,
  type Ecosystem,
  type Installer,
  type WorkspaceInput,
} from '@org/ci-core';
import { toolVersion } from '../pins';
import { actionStep, scriptStep, type Step } from './step';
import { allWhereFirst, listAffected } from './tools';

/** Ecosystems of the workspace's services besides Node's: Nx itself is a program of that. In one order, each once. */
export function guestsOf({ services }: WorkspaceInput): Ecosystem[] {
  const found = new Set(services.map(({ stack }) => ecosystemOf(stack)));
  return [...found].filter((one) => one !== 'node').sort();
}

type SetUp = (input: WorkspaceInput, cached: boolean) => Step;

/** What installs and runs the programs of an ecosystem. A job that publishes restores no cache. */
const setUps: Readonly<Record<Exclude<Installer, 'node'>, SetUp>> = {
  uv: (input, cached) =>
    actionStep(input, 'uv', 'Set up uv', 'astral-sh/setup-uv', {
      with: { version: toolVersion(input.standard, 'uv'), 'enable-cache': cached },
    }),
  pip: (input, cached) =>
    actionStep(input, 'python', 'Set up Python', 'actions/setup-python', {
      with: {
        'python-version': toolVersion(input.standard, 'python'),
        ...(cached && { cache: 'pip', 'cache-dependency-path': `**/${pipLock.development}` }),
      },
    }),
};

/** Tools of the ecosystems besides Node's: commands of targets install what their lock files say. */
export const guestTools = (input: WorkspaceInput, cached: boolean): Step[] =>
  guestsOf(input).flatMap((ecosystem) => {
    const installer = installerOf({ ecosystem }, input.workspace);
    return installer === 'node' ? [] : [setUps[installer](input, cached)];
  });

/** Says of each ecosystem whether anything of it is affected, as an output of the job. */
export const affectedGuests = (input: WorkspaceInput): Step[] =>
  guestsOf(input).map((one) =>
    scriptStep(
      one,
      `Is anything of ${one} affected`,
      [
        ...listAffected(input, 'projects', `--projects=tag:${ecosystemTag(one)}`),
        `echo "${one}=$(jq 'length > 0' <<< "\${projects}")" >> "\${GITHUB_OUTPUT}"`,
      ],
      { env: allWhereFirst },
    ),
  );

/** Outputs that affectedGuests sets. */
export const guestOutputs = (input: WorkspaceInput): Record<string, string> =>
  Object.fromEntries(guestsOf(input).map((one) => [one, `\${{ steps.${one}.outputs.${one} }}`]));

/** Options of Nx that leave out what has a job of its own. */
export const withoutGuests = (input: WorkspaceInput): string =>
  guestsOf(input)
    .map((one) => ` --exclude=tag:${ecosystemTag(one)}`)
    .join('');
