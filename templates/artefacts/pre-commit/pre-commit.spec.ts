import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { generated, standard, textOf, workspace } from '../../testing/standard';

const text = textOf('.pre-commit-config.yaml');
const read = (source: string) => parse(source) as { repos: { repo: string; hooks: { id: string }[] }[] };

it('names commits, with the version beside them', () => {
  const revisions = text.match(/rev: .*/g) ?? [];
  expect(revisions.length).toBe(Object.keys(standard.pins.hooks).length);
  for (const line of revisions)
    expect(line).toMatch(/^rev: '?[0-9a-f]{40}'? # frozen: v\d+\.\d+\.\d+(\.\d+)?$/);
});

it('leaves a repository out rather than naming a tag', () => {
  const pins = { ...standard.pins, hooks: {} };
  const source = textOf(
    '.pre-commit-config.yaml',
    generated({ ...workspace(), standard: { ...standard, pins } }),
  );
  expect(read(source).repos.map(({ repo }) => repo)).toEqual(['local']);
});

it('uses the versions that CI uses', () => {
  const { hooks, tools } = standard.pins;
  for (const [url, tool] of [
    ['https://github.com/rhysd/actionlint', 'actionlint'],
    ['https://github.com/gitleaks/gitleaks', 'gitleaks'],
    ['https://github.com/zizmorcore/zizmor-pre-commit', 'zizmor'],
  ] as const) {
    expect(hooks[url]?.version).toBe(`v${tools[tool] ?? ''}`);
  }
});
