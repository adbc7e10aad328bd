import type { Finding, ScanPolicy, ScanVerdict, WaivedFinding } from '@org/ci-core';
import { sha256 } from '../frame/sha256';
import { sortFindings } from './findings';

/** Files of the repository that findings are shown at: code scanning shows no result without one. */
export interface SarifPlaces {
  /** POSIX paths from the repository's root. */
  readonly dockerfile: string;
  readonly lockFile: string;
  /** Line of a package in the lock file; 1 where it is not found. */
  readonly lockLine: (name: string) => number;
}

/** GitHub sorts by this number (security-severity): 9.0 and more is critical, 7.0 high, 4.0 medium. */
const scores = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', unknown: '0.0' } as const;
const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note', unknown: 'note' } as const;

const titleOf = ({ title, id, package: name }: Finding): string => title ?? `${id} in ${name}`;
const fixOf = ({ fixedVersion }: Finding): string =>
  fixedVersion === undefined ? 'There is no fixed version yet.' : `Fixed in ${fixedVersion}.`;

const ruleOf = (finding: Finding): object => ({
  id: finding.id,
  name: 'Vulnerability',
  shortDescription: { text: titleOf(finding) },
  fullDescription: { text: titleOf(finding) },
  ...(finding.url === undefined ? {} : { helpUri: finding.url }),
  help: { text: `${titleOf(finding)}\n${finding.url ?? ''}`.trim() },
  defaultConfiguration: { level: levels[finding.severity] },
  properties: {
    'security-severity': scores[finding.severity],
    precision: 'very-high',
    tags: ['security', 'vulnerability', finding.severity],
  },
});

function locationOf(finding: Finding, places: SarifPlaces): object {
  const inLock = finding.source === 'lock file';
  const region = { startLine: inLock ? places.lockLine(finding.package) : 1 };
  const artifactLocation = {
    uri: encodeURI(inLock ? places.lockFile : places.dockerfile),
    uriBaseId: '%SRCROOT%',
  };
  return {
    physicalLocation: { artifactLocation, region },
    message: { text: `${finding.package} ${finding.version} (${finding.source})` },
  };
}

/** A waiver becomes a suppression: the result stays visible, and is not an open alert. */
const suppressionsOf = (waived: WaivedFinding | undefined): object =>
  waived === undefined
    ? {}
    : {
        suppressions: [
          {
            kind: 'external',
            status: 'accepted',
            justification: `waived by ${waived.owner} until ${waived.expires}`,
          },
        ],
      };

const keyOf = ({ id, package: name, version, source }: Finding): string =>
  [id, name, version, source].join('\n');

/** SARIF 2.1.0 (https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html), as code scanning accepts it. */
export function synthSarif(policy: ScanPolicy, verdict: ScanVerdict, places: SarifPlaces): object {
  const waived = new Map(verdict.waived.map((each) => [keyOf(each.finding), each]));
  const findings = sortFindings([...verdict.counted, ...verdict.waived.map(({ finding }) => finding)]);
  const ids = [...new Set(findings.map(({ id }) => id))];
  const rules = ids.flatMap((id) => findings.find((finding) => finding.id === id) ?? []).map(ruleOf);
  const results = findings.map((finding) => ({
    ruleId: finding.id,
    ruleIndex: ids.indexOf(finding.id),
    level: levels[finding.severity],
    message: {
      text: `${finding.package} ${finding.version}: ${titleOf(finding)} (${finding.severity}). ${fixOf(finding)}`,
    },
    locations: [locationOf(finding, places)],
    partialFingerprints: { 'vulnerability/v1': sha256(keyOf(finding)) },
    ...suppressionsOf(waived.get(keyOf(finding))),
  }));
  const driver = {
    name: policy.database.scanner,
    informationUri: 'https://trivy.dev',
    properties: { database: `${policy.database.version} of ${policy.database.updatedAt}` },
    rules,
  };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', results };
  return { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] };
}
