import { describe, expect, it } from 'vitest';
import { sha } from '../standard/testing/base';
import { withNewerPins } from './newer-pins';

const workflow = (version: string, digit: string, more = ''): string => `jobs:
  verify:
    steps:
      - id: checkout
        uses: actions/checkout@${sha(digit)} # ${version}
      - uses: github/codeql-action/init@${sha('b')} # v4.0.0
${more}`;
const hooks = (version: string, digit: string, between = ' '): string => `repos:
  - repo: https://github.com/gitleaks/gitleaks
    rev: ${sha(digit)}${between}# frozen: ${version}
    hooks: [{ id: gitleaks }]
  - repo: https://github.com/other/other
    rev: ${sha('c')} # frozen: v1.0.0
`;
const ci = '.github/workflows/ci.yml';
const preCommit = '.pre-commit-config.yaml';

describe('withNewerPins', () => {
  it('keeps what a bot bumped in a workflow', () => {
    expect(withNewerPins(ci, workflow('v7.0.0', 'a'), workflow('v7.0.1', 'd'))).toBe(workflow('v7.0.1', 'd'));
  });
  it.each([
    ['older', 'v6.0.0'],
    ['as new, of another commit', 'v7.0.0'],
    ['no version', 'main'],
  ])('keeps nothing that is %s', (_, version) => {
    const rendered = workflow('v7.0.0', 'a');
    expect(withNewerPins(ci, rendered, workflow(version, 'd'))).toBe(rendered);
  });
  it('takes nothing else from the current file, and knows what is pinned by its name', () => {
    const current = workflow('v7.1.0', 'd', '      - run: curl example.com\n').replace(
      'codeql-action/init',
      'codeql-action/analyze',
    );
    expect(withNewerPins(ci, workflow('v7.0.0', 'a'), current.replace('v4.0.0', 'v5.0.0'))).toBe(
      workflow('v7.1.0', 'd'),
    );
  });
  it('reads quotes, other spaces and CRLF', () => {
    const current = `- uses: "actions/checkout@${sha('d')}"  # v8.0.0\r\n`;
    expect(withNewerPins(ci, workflow('v7.0.0', 'a'), current)).toBe(workflow('v8.0.0', 'd'));
  });
  it('takes a commit only: a tag can be moved', () => {
    const rendered = workflow('v7.0.0', 'a');
    expect(withNewerPins(ci, rendered, rendered.replace(`${sha('a')} # v7.0.0`, 'v9 # v9.0.0'))).toBe(
      rendered,
    );
  });
  it('keeps a hook that was frozen at a newer version', () => {
    expect(withNewerPins(preCommit, hooks('v8.0.0', 'a'), hooks('v8.1.0', 'd', '  '))).toBe(
      hooks('v8.1.0', 'd'),
    );
    expect(withNewerPins(preCommit, hooks('v8.0.0', 'a'), hooks('v7.1.0', 'd'))).toBe(hooks('v8.0.0', 'a'));
  });
  it.each(['compose.yaml', 'apps/a/.github/workflows.yml', '.github/workflows/deep/er.yml', 'ci.yml'])(
    'leaves %s alone',
    (path) => {
      const rendered = workflow('v7.0.0', 'a');
      expect(withNewerPins(path, rendered, workflow('v7.0.1', 'd'))).toBe(rendered);
    },
  );
});
