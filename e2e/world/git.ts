import { must } from './must.js';
import type { Sandbox } from './sandbox.js';

/** An identity of its own: the machine that runs the tests may have none. */
const identity = [
  '-c',
  'user.name=tests',
  '-c',
  'user.email=tests@example.com',
  '-c',
  'commit.gpgsign=false',
];

/** Commits everything that Git sees, so that `changedFiles` tells what comes next. */
export async function commitAll(workspace: Sandbox, message = 'Update the workspace'): Promise<void> {
  must(await workspace.run('git', ['add', '--all']), 'git add');
  const args = [...identity, 'commit', '--quiet', '--allow-empty', '--no-verify', `--message=${message}`];
  must(await workspace.run('git', args), 'git commit');
}

/** Paths that differ from the last commit, untracked files one by one; sorted. */
export async function changedFiles(workspace: Sandbox): Promise<string[]> {
  const args = ['status', '--porcelain', '--untracked-files=all', '--no-renames'];
  const { output } = must(await workspace.run('git', args), 'git status');
  return output
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.slice(3))
    .sort();
}

/** A committed file as it was. */
export async function committed(workspace: Sandbox, path: string): Promise<string> {
  return must(await workspace.run('git', ['show', `HEAD:${path}`]), `git show ${path}`).output;
}
