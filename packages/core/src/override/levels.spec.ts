import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
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
const file: RenderedFile = { path: 'apps/a/ci.yml', text: workflow, ownership: 'merged' };
const files = [file];
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

describe('a place', () => {
  const three = 'list:\n  - one\n  - two\n  - three\nmap:\n  a: 1\n\n  b: 2\n\n  c: 3\n';
  const textOf = (one: Partial<Override>): string => {
    const [change] = sourced([one]);
    const { files: made } = applyOverrides([{ ...file, text: three }], change ? [change] : [], scope);
    return made[0]?.text ?? '';
  };

  it.each<[Partial<Override>, unknown]>([
    [{ before: 'two' }, ['one', 'new', 'two', 'three']],
    [{ after: 'two' }, ['one', 'two', 'new', 'three']],
    [{ before: 'one' }, ['new', 'one', 'two', 'three']],
    [{}, ['one', 'two', 'three', 'new']],
  ])('of a new item, %j', (where, list) => {
    expect(parse(textOf({ op: 'add', at: 'list', value: 'new', ...where }))).toMatchObject({ list });
  });

  it('of the first entry leaves no empty line when it goes, and makes one when it comes', () => {
    expect(textOf({ op: 'remove', at: 'map.a' })).toContain('map:\n  b: 2\n\n  c: 3\n');
    expect(textOf({ op: 'add', at: 'map.x', before: 'a', value: 0 })).toContain(
      'map:\n  x: 0\n\n  a: 1\n\n  b',
    );
  });

  it('of an item stays the item’s: it is not renamed in passing', () => {
    const problems = problemsOf([{ at: 'jobs.verify.steps[check]', value: { id: 'other' } }]);
    expect(problems).toMatchObject([{ code: 'override-invalid' }]);
  });
});

describe('two of one level', () => {
  it.each<[Partial<Override>, Partial<Override>]>([
    [{ value: 'a' }, { value: 'b' }],
    [{ op: 'remove' }, { value: 'b' }],
    [{ op: 'remove', at: 'jobs.verify' }, { at: 'jobs.verify.runs-on', value: 'b' }],
    [{ at: 'jobs.verify.runs-on', value: 'b' }, { op: 'remove', at: 'jobs.verify' }],
    [{ at: 'jobs.verify.steps[check].run', value: 'a' }, { at: 'jobs.verify.steps[Check].run', value: 'b' }],
    [{ op: 'add', at: 'x', value: 1 }, { op: 'add', at: 'x', value: 2 }],
    [{ at: 'jobs.ci', value: { a: 1 } }, { at: 'jobs.ci.a', value: 2 }],
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
