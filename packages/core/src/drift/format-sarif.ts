import type { DriftFinding, Lines } from './finding';

/** What a kind of finding is about, as a rule of code scanning. Others are called by their code. */
const titles: Readonly<Record<string, string>> = {
  drift: 'A file that the standard manages was changed by hand',
  missing: 'A file that the standard manages was deleted',
  'out-of-date': 'A generated file is out of date',
  pending: 'A change of the standard waits for a decision',
  'base-lost': 'The merge base of a file is gone',
  'managed-now': 'An edited file is managed by the standard from now on',
  orphan: 'A file is no longer generated',
  deleted: 'A generated file was deleted by its user',
  'kept-existing': 'A file is older than the standard',
  'not-adopted': 'A file is older than the standard that would manage it',
  'override-dead': 'An override matches nothing',
  'override-conflict': 'Two overrides change the same place',
  'waiver-expired': 'A waiver has expired',
  'waiver-unknown': 'A waiver is for a service that there is not',
  'pin-old': 'A pin is old',
  ejected: 'A generated file is its user’s own',
  'ejected-expired': 'A file is its user’s own for longer than was meant',
  'eject-dead': 'An owned file is not generated',
  'standard-behind': 'A newer version of the standard is installed',
};

const titleOf = (code: string): string => titles[code] ?? code.replaceAll('-', ' ');

function ruleOf(code: string, findings: readonly DriftFinding[]): object {
  const isOpen = findings.some((one) => one.code === code && one.isOpen);
  return {
    id: code,
    name: code.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase()),
    shortDescription: { text: titleOf(code) },
    fullDescription: { text: titleOf(code) },
    help: { text: `${titleOf(code)}. docs/troubleshooting.md of @org/ci says more on ${code}.` },
    defaultConfiguration: { level: isOpen ? 'error' : 'note' },
    properties: { tags: ['drift'] },
  };
}

/** The lines of a hunk are what makes it the same finding in the next run, not where they stand. */
function fingerprint(one: DriftFinding, index: number, hash: (text: string) => string): string {
  const hunk = one.diff?.split(/^(?=@@ )/m)[index + 1]?.replace(/^@@.*$/m, '');
  return hash([one.code, one.path, one.where, hunk ?? index].join('\n'));
}

const locationOf = (uri: string, { start, end }: Lines): object => ({
  physicalLocation: {
    artifactLocation: { uri: encodeURI(uri), uriBaseId: '%SRCROOT%' },
    region: { startLine: start, endLine: end },
  },
});

/**
 * SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code scanning accepts it: one result
 * per hunk that differs and per place that waits.
 * @param hash sha256 of a text, hexadecimal
 */
export function synthDriftSarif(findings: readonly DriftFinding[], hash: (text: string) => string): object {
  const codes = [...new Set(findings.map(({ code }) => code))];
  const results = findings.flatMap((one) =>
    one.lines.map((lines, index) => ({
      ruleId: one.code,
      ruleIndex: codes.indexOf(one.code),
      level: one.isOpen ? 'error' : 'note',
      message: { text: `${one.where}: ${one.what}\n→ ${one.fix}` },
      locations: [locationOf(one.shownIn, lines)],
      partialFingerprints: { 'drift/v1': fingerprint(one, index, hash) },
      properties: { service: one.service, path: one.path },
    })),
  );
  const driver = {
    name: '@org/ci drift',
    rules: codes.map((code) => ruleOf(code, findings)),
  };
  const run = {
    tool: { driver },
    automationDetails: { id: 'drift/' },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { '%SRCROOT%': { description: { text: 'Root of the workspace' } } },
    results,
  };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}
