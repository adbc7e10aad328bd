import { type Problem } from '@org/ci-core';
import type { Command, Outcome } from './command';
import { formatCommand } from './format';
import { maskSecrets } from './mask';

/** Where people get the tools that we use. */
const sources: Readonly<Record<string, string>> = {
  docker: 'https://docs.docker.com/engine/install',
  trivy: 'https://trivy.dev/latest/getting-started/installation',
  git: 'https://git-scm.com/downloads',
  python3: 'https://docs.python.org/3/using/unix.html',
  uv: 'https://docs.astral.sh/uv/getting-started/installation',
};

export const toolMissing = (tool: string): Problem => ({
  code: 'tool-missing',
  where: tool,
  what: `${tool} was not found on the PATH, or is not executable`,
  fix: sources[tool] ? `install it (${sources[tool]})` : `install ${tool} and put it on the PATH`,
});

export const folderMissing = (command: Command): Problem => ({
  code: 'folder-missing',
  where: command.cwd ?? '.',
  what: `the folder that ${command.tool} would run in is not there`,
  fix: 'create it, or name another',
});

export const toolTimeout = (command: Command, timeoutMs: number): Problem => ({
  code: 'tool-timeout',
  where: formatCommand(command),
  what: `no end after ${Math.round(timeoutMs / 100) / 10} s; it was ended`,
  fix: 'find out what it waits for, or allow more time',
});

export const toolAborted = (command: Command): Problem => ({
  code: 'tool-aborted',
  where: formatCommand(command),
  what: 'it was ended because the run was interrupted',
  fix: 'run again',
});

/** The last lines of what a tool said, which is where it gives its reason. */
function lastWords({ stdout, stderr }: Outcome, lines = 15): string {
  const text = stderr.trim() === '' ? stdout : stderr;
  return text.trimEnd().split('\n').slice(-lines).join('\n').slice(-4000);
}

export const toolFailed = (command: Command, outcome: Outcome): Problem => ({
  code: 'tool-failed',
  where: formatCommand(command),
  what: maskSecrets(`exit code ${outcome.exitCode}\n${lastWords(outcome)}`.trimEnd(), command.secrets),
  fix: 'see what the tool says',
});
