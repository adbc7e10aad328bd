import {
  failed,
  ok,
  problemsFromZod,
  severities,
  type Finding,
  type Problem,
  type Result,
} from '@org/ci-core';
import type { Inspection, ScanTarget } from '../scanner/scanner';
import { Report, type Vulnerability } from './schema';

const problem = (where: string, what: string): Problem => ({
  code: 'scanner-output',
  where,
  what,
  fix: 'run the scan again; if it stays, use the version of trivy that the standard names',
});

function readReport(text: string, where: string): Result<Report> {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return failed(problem(where, "the scanner's report is not JSON"));
  }
  const parsed = Report.safeParse(json);
  return parsed.success
    ? ok(parsed.data)
    : failed(...problemsFromZod(parsed.error, `trivy's report on ${where}`, 'scanner-output').slice(0, 10));
}

/** Only http(s) addresses become links. */
const linkOf = (url: string | undefined): { url: string } | object =>
  url !== undefined && /^https?:\/\/[!-~]{1,500}$/.test(url) ? { url } : {};

function findingOf(source: string) {
  return (seen: Vulnerability): Finding => {
    const severity = seen.Severity?.toLowerCase();
    return {
      id: seen.VulnerabilityID,
      package: seen.PkgName,
      version: seen.InstalledVersion ?? '',
      severity: severities.find((known) => known === severity) ?? 'unknown',
      ...(seen.FixedVersion ? { fixedVersion: seen.FixedVersion } : {}),
      ...(seen.Title ? { title: seen.Title } : {}),
      ...linkOf(seen.PrimaryURL),
      source,
    };
  };
}

function inspect(report: Report, source: string, notes: readonly string[]): Inspection {
  const findings = report.Results.flatMap((part) => part.Vulnerabilities.map(findingOf(source)));
  return { findings, packages: report.Results.reduce((sum, part) => sum + part.Packages.length, 0), notes };
}

/** The variant is not compared where one side leaves it out: linux/arm64 is linux/arm64/v8. */
function isPlatform(
  wanted: string,
  { os, architecture, variant }: { os: string; architecture: string; variant?: string | undefined },
): boolean {
  const [wantedOs, wantedArchitecture, wantedVariant] = wanted.split('/');
  return (
    os === wantedOs &&
    architecture === wantedArchitecture &&
    (!variant || wantedVariant === undefined || variant === wantedVariant)
  );
}

function mismatches(report: Report, { reference, platform }: ScanTarget): Problem[] {
  const digest = reference.slice(reference.lastIndexOf('@') + 1);
  const config = report.Metadata?.ImageConfig;
  const seen = config ? `${config.os}/${config.architecture}` : 'no platform';
  return [
    ...(report.ArtifactType === 'container_image'
      ? []
      : [problem(reference, 'the report is not on an image')]),
    ...(report.Metadata?.RepoDigests.some((each) => each.endsWith(`@${digest}`))
      ? []
      : [problem(reference, 'the report is on another digest')]),
    ...(config && isPlatform(platform, config)
      ? []
      : [problem(reference, `${platform} was to be scanned, the report is on ${seen}`)]),
  ];
}

/** A report is only believed where it names the digest and the platform that were asked for. */
export function parseTrivyImageReport(text: string, target: ScanTarget): Result<Inspection> {
  const read = readReport(text, target.reference);
  if (!read.ok) return read;
  const problems = mismatches(read.value, target);
  if (problems.length > 0) return failed(...problems);
  const os = read.value.Metadata?.OS;
  const notes = os?.EOSL ? [`${os.Family} ${os.Name} gets no security updates any more`] : [];
  return ok(inspect(read.value, `image ${target.platform}`, notes));
}

/** Report on a bill of materials. */
export function parseTrivySbomReport(text: string, sbom: string): Result<Inspection> {
  const read = readReport(text, sbom);
  if (!read.ok) return read;
  if (read.value.ArtifactType !== 'cyclonedx')
    return failed(problem(sbom, 'the report is not on a CycloneDX document'));
  return ok(inspect(read.value, 'lock file', []));
}
