import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { describe, expect, it } from 'vitest';
import type { DriftFinding } from './finding';
import { DriftReport, formatDriftJson } from './format-json';
import { synthDriftSarif } from './format-sarif';
import { formatDriftText } from './format-text';

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
const drift: DriftFinding = {
  code: 'drift',
  where: 'apps/a/é x.yaml',
  what: 'was changed by hand',
  fix: 'npx nx sync',
  isOpen: true,
  service: 'a',
  path: 'apps/a/é x.yaml',
  shownIn: 'apps/a/é x.yaml',
  lines: [
    { start: 3, end: 4 },
    { start: 9, end: 9 },
  ],
  diff: '--- a/x\n+++ b/x\n@@ -3,2 +3,1 @@\n-old\n+new\n@@ -9,1 +8,1 @@\n-b\n+c\n',
};
const note: DriftFinding = {
  ...drift,
  code: 'ejected',
  isOpen: false,
  service: 'ci',
  path: 'gone.yml',
  shownIn: 'ci.yaml',
  lines: [{ start: 2, end: 2 }],
};
const sarifOf = (findings: readonly DriftFinding[]) =>
  synthDriftSarif(findings, hash) as {
    runs: { results: { partialFingerprints: object; level: string; locations: unknown[] }[] }[];
  };

describe('as text', () => {
  it('is grouped by service and file, with counts', () => {
    expect(formatDriftText([drift, note])).toBe(
      [
        'a (1 open)',
        '  apps/a/é x.yaml',
        '    ✖ was changed by hand (apps/a/é x.yaml:3, :9) [drift]',
        '      → npx nx sync',
        '',
        'ci (1 note)',
        '  gone.yml',
        '    · was changed by hand [ejected]',
        '      → npx nx sync',
        '',
        '✖ 1 finding in 1 service · 1 note',
        '',
      ].join('\n'),
    );
    expect(formatDriftText([])).toBe('✔ nothing has drifted\n');
    expect(formatDriftText([note])).toContain('✔ nothing has drifted · 1 note\n');
  });

  it('shows differences where they are asked for', () => {
    expect(formatDriftText([drift], { diff: true })).toContain('      -old\n      +new\n');
    expect(formatDriftText([drift])).not.toContain('+new');
  });
});

it('as JSON fits its schema', () => {
  const read = DriftReport.parse(JSON.parse(formatDriftJson([drift, note])));
  expect(read).toMatchObject({ open: 1, notes: 1, services: 1, findings: [{ line: 3 }, { line: 1 }] });
});

describe('as SARIF', () => {
  const schema = JSON.parse(
    readFileSync(join(__dirname, 'testing/sarif-2.1.0-rtm.5.json'), 'utf8'),
  ) as object;
  const draft = JSON.parse(
    readFileSync(require.resolve('ajv/lib/refs/json-schema-draft-04.json'), 'utf8'),
  ) as object;
  const ajv = new Ajv({ schemaId: 'auto', unknownFormats: 'ignore' });
  const validate = ajv.addMetaSchema(draft).compile(schema); // prettier-ignore

  it('fits the schema of OASIS', () => {
    for (const findings of [[], [drift], [drift, note]]) {
      validate(sarifOf(findings));
      expect(validate.errors ?? []).toEqual([]);
    }
    expect(validate({ version: '2.1.0', runs: [{ results: [{ level: 'bad' }] }] })).toBe(false);
  });

  it('has a result per hunk, in a file that is there', () => {
    const { results } = sarifOf([drift, note]).runs[0] ?? { results: [] };
    expect(results.map(({ level, locations }) => [level, locations])).toMatchObject([
      ['error', [{ physicalLocation: { artifactLocation: { uri: 'apps/a/%C3%A9%20x.yaml' }, region: { startLine: 3, endLine: 4 } } }]],
      ['error', [{ physicalLocation: { region: { startLine: 9, endLine: 9 } } }]],
      ['note', [{ physicalLocation: { artifactLocation: { uri: 'ci.yaml' }, region: { startLine: 2 } } }]],
    ]);
  }); // prettier-ignore

  it('calls a hunk the same when it moves, and two hunks differently', () => {
    const prints = (one: DriftFinding) => sarifOf([one]).runs[0]?.results.map((result) => result.partialFingerprints);
    const moved = { ...drift, diff: drift.diff?.replace('@@ -3,2 +3,1 @@', '@@ -13,2 +13,1 @@') ?? '' };
    expect(prints(moved)).toEqual(prints(drift));
    expect(new Set(prints(drift)?.map((one) => JSON.stringify(one))).size).toBe(2);
  }); // prettier-ignore
});
