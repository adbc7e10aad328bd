import { describe, expect, it } from 'vitest';
import type { RenderedFile } from '../synthesis/rendered-file';
import { applyOverrides, type OverrideScope } from './apply';
import type { Override, SourcedOverride } from './override';

const workflow = `name: CI
jobs:
  verify:
    runs-on: ubuntu-24.04
    steps:
      - id: check
        name: Check
        run: nx affected
  image:
    runs-on: ubuntu-24.04
    steps: []
  ci:
    runs-on: ubuntu-24.04
`;
const files: RenderedFile[] = [{ path: 'apps/a/ci.yml', text: workflow, ownership: 'merged' }];
const scope: OverrideScope = { level: 'service', directory: 'apps/a' };
const sourced = (overrides: readonly Partial<Override>[]): SourcedOverride[] =>
  overrides.map((one, index) => ({
    file: 'ci.yml',
    op: 'replace',
    at: 'name',
    source: `apps/a/service.yaml › overrides[${index}]`,
    ...one,
  }));
const apply = (overrides: readonly Partial<Override>[], more: Partial<OverrideScope> = {}) =>
  applyOverrides(files, sourced(overrides), { ...scope, ...more });
const problemsOf = (overrides: readonly Partial<Override>[], more: Partial<OverrideScope> = {}) =>
  apply(overrides, more).problems;

describe('two of one level', () => {
  it.each<[Partial<Override>, Partial<Override>]>([
    [{ value: 'a' }, { value: 'b' }],
    [{ op: 'remove' }, { value: 'b' }],
    [{ op: 'remove', at: 'jobs.verify' }, { at: 'jobs.verify.runs-on', value: 'b' }],
    [{ at: 'jobs.verify.runs-on', value: 'b' }, { op: 'remove', at: 'jobs.verify' }],
    [{ at: 'jobs.verify.steps[check].run', value: 'a' }, { at: 'jobs.verify.steps[Check].run', value: 'b' }],
    [{ op: 'add', at: 'x', value: 1 }, { op: 'add', at: 'x', value: 2 }],
    [{ op: 'add', at: 'jobs.image.steps', value: { id: 'a' } }, { op: 'add', at: 'jobs.image.steps[a]', value: { id: 'a', b: 1 } }],
  ])('%j and %j are in conflict', (first, second) => {
    const problems = problemsOf([first, second], { level: 'standard' });
    expect(problems).toMatchObject([{ code: 'override-conflict' }]);
    expect(problems[0]?.where).toContain('overrides[1]');
    expect(problems[0]?.what).toContain('overrides[0]');
  }); // prettier-ignore

  it.each<[Partial<Override>, Partial<Override>]>([
    [{ value: 'a' }, { value: 'a' }],
    [{ op: 'add', at: 'x', value: {} }, { op: 'add', at: 'x.y', value: 2 }],
    [{ op: 'add', at: 'jobs.image.steps', value: { id: 'a' } }, { op: 'add', at: 'jobs.image.steps', before: 'a', value: { id: 'b' } }],
    [{ at: 'jobs.ci.runs-on', value: 'a' }, { at: 'jobs.image.runs-on', value: 'b' }],
  ])('%j and %j are not', (first, second) => {
    expect(problemsOf([first, second])).toEqual([]);
  }); // prettier-ignore

  it('of two levels, the later wins', () => {
    const first = apply([{ value: 'standard' }], { level: 'standard' });
    const { files: made, problems } = applyOverrides(first.files, sourced([{ value: 'mine' }]), scope);
    expect(problems).toEqual([]);
    expect(made[0]?.text).toBe(workflow.replace('name: CI', 'name: mine'));
  });
});
