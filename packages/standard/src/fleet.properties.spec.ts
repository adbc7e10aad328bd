import fc from 'fast-check';
import { parseAllDocuments } from 'yaml';
import { describe, expect, it } from 'vitest';
import { standard as base } from './standard';
import { directory, manifestOf, pendingOf, standardOf, synchronize, type Disk } from './testing/fleet';

const runs = Number(process.env.ORG_CI_RUNS ?? 25);

const manifest = fc
  .record({
    port: fc.integer({ min: 1024, max: 65_535 }),
    database: fc.constantFrom('postgres', 'none'),
    description: fc.constantFrom('Payments', 'Money: in & out'),
  })
  .map(manifestOf);

const deployment = 'k8s/base/deployment.yaml';
const pod = 'spec.template.spec';
/** What versions of a standard change: pins, labels, fields of pods, steps of workflows; alone and together. */
const change = fc.constantFrom<object>(
  { pins: { tools: { trivy: '0.80.0', node: '26' } } },
  { pins: { actions: { 'actions/checkout': { version: 'v8.0.0', sha: 'a'.repeat(40) } } } },
  { labels: { 'acme.example/team': 'platform' } },
  { labels: {} },
  { overrides: [{ file: deployment, op: 'add', at: `${pod}.hostUsers`, value: false }] },
  { overrides: [{ file: deployment, op: 'replace', at: `${pod}.terminationGracePeriodSeconds`, value: 45 }] },
  { overrides: [{ file: deployment, op: 'remove', at: `${pod}.topologySpreadConstraints` }] },
  {
    overrides: [
      {
        file: '.github/workflows/ci.yml',
        op: 'add',
        at: 'jobs.verify.steps',
        after: 'install',
        value: { id: 'audit', name: 'Audit', run: 'npm audit\n' },
      },
    ],
  },
  {
    overrides: [
      { file: '.github/workflows/ci.yml', op: 'replace', at: 'jobs.verify.timeout-minutes', value: 20 },
    ],
  },
  { overrides: [] },
);

/** What a person does to a line. Words are new, so that they can be found again. */
const edit = fc.record({
  kind: fc.constantFrom('insert', 'delete', 'replace', 'swap', 'comment', 'space'),
  file: fc.nat(1000),
  line: fc.nat(100_000),
});
interface Edit {
  readonly kind: string;
  readonly file: number;
  readonly line: number;
}

function editLine(lines: string[], at: number, kind: string, mark: string): void {
  const line = lines[at] ?? '';
  const indent = /^ */.exec(line)?.[0] ?? '';
  if (kind === 'insert') lines.splice(at, 0, `${indent}${mark}: ${mark}`);
  else if (kind === 'delete') lines.splice(at, 1);
  else if (kind === 'replace') lines[at] = line.replace(/(: |- )\S.*$/, `$1${mark}`);
  else if (kind === 'swap') lines.splice(at, 2, lines[at + 1] ?? '', line);
  else if (kind === 'comment') lines.splice(at, 0, `${indent}# ${mark}`);
  else lines[at] = `${line} `;
}

const isValid = (text: string): boolean => {
  const documents = parseAllDocuments(text, { logLevel: 'error' });
  return Array.isArray(documents) && documents.every(({ errors }) => errors.length === 0);
};
const isYaml = (path: string): boolean => /\.ya?ml$/.test(path);

/** Edits of merged YAML files that leave them YAML; the marks that are in them afterwards, by file. */
function apply(disk: Disk, edits: readonly Edit[]): Map<string, string[]> {
  const merged = [...disk.keys()].filter((path) => isYaml(path) && disk.has(`.ci/base/${path}.base`)).sort();
  const marks = new Map<string, string[]>();
  edits.forEach(({ kind, file, line }, index) => {
    const path = merged[file % merged.length] ?? '';
    const before = disk.get(path) ?? '';
    const lines = before.split('\n');
    const mark = `mine${index}x`;
    editLine(lines, line % lines.length, kind, mark);
    const text = lines.join('\n');
    if (text === before || !isValid(text)) return;
    disk.set(path, text);
    if (text.includes(mark)) marks.set(path, [...(marks.get(path) ?? []), mark]);
  });
  // a later edit may have taken an earlier one back
  for (const [path, words] of marks)
    marks.set(
      path,
      words.filter((word) => disk.get(path)?.includes(word)),
    );
  return marks;
}

/** Versions 1, 2, … of a standard, and a workspace that was generated with the first. */
const history = fc.tuple(manifest, fc.array(change, { minLength: 2, maxLength: 4 }));
const generate = (text: string, changes: readonly object[], n: number): Disk => {
  const disk: Disk = new Map([[`${directory}/service.yaml`, text]]);
  synchronize(disk, standardOf(base, changes, n), false);
  return disk;
};
const upgrade = (disk: Disk, changes: readonly object[], n: number) =>
  synchronize(disk, standardOf(base, changes, n), true);

describe('a service and the versions of its standard', () => {
  it('without edits: an upgrade is what would be generated, in one step or in many, and back', () => {
    fc.assert(
      fc.property(history, ([text, changes]) => {
        const last = changes.length;
        const wanted = generate(text, changes, last);
        const direct = generate(text, changes, 1);
        upgrade(direct, changes, last);
        expect(direct).toEqual(wanted);
        const stepwise = generate(text, changes, 1);
        for (let n = 2; n <= last; n += 1) upgrade(stepwise, changes, n);
        expect(stepwise).toEqual(wanted);
        upgrade(stepwise, changes, 1);
        expect(stepwise).toEqual(generate(text, changes, 1));
      }),
      { numRuns: runs },
    );
  }, 3_600_000);

  it('with edits: each survives or waits, files stay YAML, and a second upgrade changes nothing', () => {
    fc.assert(
      fc.property(history, fc.array(edit, { minLength: 1, maxLength: 12 }), ([text, changes], edits) => {
        const disk = generate(text, changes, 1);
        const marks = apply(disk, edits);
        for (let n = 2; n <= changes.length; n += 1) {
          const waiting = pendingOf(upgrade(disk, changes, n)).map((one) => `${one.path} ${one.mine ?? ''}`);
          for (const [path, words] of marks) {
            const now = disk.get(path) ?? '';
            expect(isValid(now), `${path} ${now}`).toBe(true);
            for (const word of words)
              if (!now.includes(word)) expect(waiting.join('\n'), `${path}: ${word}`).toContain(word);
          }
          const before = new Map(disk);
          expect(
            upgrade(disk, changes, n).plans.flatMap(({ writes, deletes }) => [...writes, ...deletes]),
          ).toEqual([]);
          expect(disk).toEqual(before);
        }
      }),
      { numRuns: runs },
    );
  }, 3_600_000);
});
