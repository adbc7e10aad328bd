import { describe, expect, it } from 'vitest';
import type { Problem } from '../problem/problem';
import { basePath, formatLock, lockPath, type Lock } from '../reconcile/lock';
import { driftFindings, type DriftInput, type PlannedPart } from './report';

const lock: Lock = { schema: 1, standard: { name: '@acme/s', version: '1.0.0' }, files: {}, pending: [] };
const manifest = `name: a
port: 3000
overrides:
  - file: x.yaml
    op: remove
    at: b
  - file: y.yaml
    op: remove
    at: c
files:
  k8s/base/x.yaml:
    owner: service
`;
const finding = (code: string, path: string): Problem => ({ code, where: path, what: 'what', fix: 'fix' });
const files: Record<string, string> = {
  'ci.yaml': 'registry: x\n',
  'apps/a/service.yaml': manifest,
  'apps/a/managed': 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n',
  'apps/a/x.yaml': 'name: x\njobs:\n  a:\n    steps:\n      - id: one\n        run: x\n      - id: two\n',
  [lockPath('a')]: formatLock(lock),
};
const part = (more: Partial<PlannedPart> = {}): PlannedPart => ({
  path: lockPath('a'),
  writes: [],
  deletes: [],
  findings: [],
  lock,
  ...more,
});
const report = (more: Partial<DriftInput> = {}, parts: readonly PlannedPart[] = [part()]) =>
  driftFindings({
    plans: parts,
    problems: [],
    notes: [],
    services: new Map([['apps/a', 'a']]),
    read: (path) => files[path],
    ...more,
  });
const ofPart = (more: Partial<PlannedPart>) => report({}, [part(more)]);

describe('driftFindings', () => {
  it('has nothing to say of a workspace in sync', () => {
    expect(report()).toEqual([]);
    expect(ofPart({ writes: [{ path: 'ci.yaml', text: 'registry: x\r\n' }] })).toEqual([]);
  });

  it('shows an edited file where it differs, hunk by hunk, with what sync would change', () => {
    const text = files['apps/a/managed']?.replace('two\nthree\n', 'two\n').replace('nine', 'NINE') ?? '';
    const [one, ...others] = ofPart({
      writes: [{ path: 'apps/a/managed', text }],
      findings: [finding('drift', 'apps/a/managed')],
    });
    expect(others).toEqual([]);
    expect(one).toMatchObject({ code: 'drift', isOpen: true, service: 'a', path: 'apps/a/managed', what: 'what' });
    expect(one?.lines).toEqual([
      { start: 3, end: 3 },
      { start: 9, end: 9 },
    ]);
    expect(one?.diff).toContain('--- a/apps/a/managed\n+++ b/apps/a/managed\n@@ ');
    expect(one?.diff).toContain('-nine\n+NINE\n');
  }); // prettier-ignore

  it('shows a file that is not there in the manifest', () => {
    const [one] = ofPart({ writes: [{ path: 'apps/a/new', text: 'x\n' }] });
    expect(one).toMatchObject({ code: 'out-of-date', isOpen: true, path: 'apps/a/new', shownIn: 'apps/a/service.yaml' });
    expect(one?.diff).toContain('--- /dev/null\n');
    const [missing] = ofPart({ writes: [{ path: 'apps/a/new', text: 'x\n' }], findings: [finding('missing', 'apps/a/new')] });
    expect(missing).toMatchObject({ code: 'missing', isOpen: true });
  }); // prettier-ignore

  it('shows a file that is no longer generated', () => {
    expect(ofPart({ deletes: ['apps/a/managed'] })).toMatchObject([
      { code: 'out-of-date', path: 'apps/a/managed' },
    ]);
  });

  it('shows what waits at its address, and beside it what sync would change', () => {
    const pending = [{ path: 'apps/a/x.yaml', at: 'jobs.a.steps[two]' }, { path: 'apps/a/x.yaml', at: 'jobs.b.c' }];
    const found = ofPart({
      writes: [{ path: 'apps/a/x.yaml', text: `${files['apps/a/x.yaml'] ?? ''}more: 1\n` }],
      findings: [finding('pending', 'apps/a/x.yaml')],
      lock: { ...lock, pending: pending as unknown as Lock['pending'] },
    });
    expect(found.map(({ code, lines }) => [code, lines[0]?.start])).toEqual([['out-of-date', 7], ['pending', 7]]);
    expect(found[1]?.lines).toEqual([{ start: 7, end: 7 }, { start: 2, end: 7 }]);
  }); // prettier-ignore

  it('shows what waits in a file without addresses where your text is', () => {
    const [found] = ofPart({
      findings: [finding('pending', 'apps/a/managed')],
      lock: { ...lock, pending: [{ path: 'apps/a/managed', at: 'x', mine: 'four\nfive\n' }, { path: 'apps/a/managed', at: 'y', mine: null }] as unknown as Lock['pending'] },
    });
    expect(found?.lines).toEqual([{ start: 4, end: 5 }]);
  }); // prettier-ignore

  it('says that a lock alone is out of date, and what is nobody’s task is a note', () => {
    expect(ofPart({ lock: { ...lock, standard: { name: '@acme/s', version: '2.0.0' } } })).toMatchObject([
      { code: 'out-of-date', path: lockPath('a') },
    ]);
    expect(ofPart({ writes: [{ path: basePath('apps/a/x.yaml'), text: 'x' }] })).toMatchObject([
      { code: 'out-of-date' },
    ]);
    expect(ofPart({ findings: [finding('deleted', 'apps/a/gone')] })).toMatchObject([
      { code: 'deleted', isOpen: false, shownIn: 'apps/a/service.yaml' },
    ]);
  });

  it.each([
    ['apps/a/service.yaml › overrides[1] (y.yaml: c)', 'a', 'apps/a/service.yaml', 7],
    ['apps/a/service.yaml › files.k8s/base/x.yaml', 'a', 'apps/a/service.yaml', 11],
    ['apps/a/service.yaml › port', 'a', 'apps/a/service.yaml', 2],
    ['apps/a/service.yaml › none.such', 'a', 'apps/a/service.yaml', 1],
    ['apps/a/service.yaml', 'a', 'apps/a/service.yaml', 1],
    ['ci.yaml › registry', 'ci', 'ci.yaml', 1],
    ['@acme/s › overrides[0]', 'ci', 'ci.yaml', 1],
  ])('a problem of %s is shown there', (where, service, shownIn, start) => {
    const [one] = report({ problems: [finding('x', where)] });
    expect(one).toMatchObject({ isOpen: true, service, shownIn });
    expect(one?.lines[0]?.start).toBe(start);
    expect(report({ notes: [finding('x', where)] })[0]?.isOpen).toBe(false);
  });

  it('is sorted by service, file and line', () => {
    const found = report({ notes: [finding('z', 'ci.yaml'), finding('y', 'apps/a/x.yaml'), finding('b', 'apps/a/service.yaml › port'), finding('a', 'apps/a/service.yaml')] });
    expect(found.map(({ code }) => code)).toEqual(['a', 'b', 'y', 'z']);
  }); // prettier-ignore
});
