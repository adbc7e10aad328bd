import { describe, expect, it } from 'vitest';
import { formatResults, isUnseen } from './results';

const result = (target: string, status: string, terminalOutput?: string) => ({
  status,
  ...(terminalOutput !== undefined && { terminalOutput }),
  task: { id: `shop:${target}`, target: { project: 'shop', target } },
});

describe('after a run', () => {
  it('publications and promotions that went well are told, nothing else', () => {
    const results = [
      result('image', 'success', 'layers\n'),
      result('publish', 'success', 'shop  sha256:1\n  registry/shop\n'),
      result('promote', 'failure', 'refused\n'),
    ];
    expect(formatResults(results)).toBe('\nshop:publish\nshop  sha256:1\n  registry/shop\n');
  });

  it.each([
    ['run-many', { CI: 'true' }, false],
    ['affected', { CI: 'true', GITHUB_ACTIONS: 'true' }, true],
    ['affected', { GITHUB_ACTIONS: 'true', NX_STREAM_OUTPUT: 'true' }, false],
    ['affected', { GITHUB_ACTIONS: 'true', NX_SKIP_LOG_GROUPING: 'true' }, false],
    ['run-many', {}, false],
    ['run', { GITHUB_ACTIONS: 'true' }, false],
  ])('%s in %j has not shown them: %s', (command, environment, expected) => {
    expect(isUnseen(environment, ['node', 'nx', command, '-t', 'publish'])).toBe(expected);
  });
});
