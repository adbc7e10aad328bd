export type Severity = 'LOW' | 'MEDIUM' | 'HIGH' | 'CRITICAL';

interface Vulnerability {
  /** `CVE-…` or any other identifier. */
  readonly id: string;
  /** Name of the package; for Debian of the source package. */
  readonly package: string;
  readonly severity: Severity;
  readonly title?: string;
}

/** A vulnerability of a package: version ranges for npm and pip (`<4.17.21`), the fixing version for Debian. */
export type Advisory = Vulnerability &
  (
    | {
        readonly ecosystem: 'npm' | 'pip';
        readonly vulnerable: readonly string[];
        readonly patched: readonly string[];
      }
    | { readonly ecosystem: 'debian'; readonly release: string; readonly fixed: string }
  );

const github = { ID: 'ghsa', URL: 'https://github.com/advisories' };
const titles = { npm: 'Npm', pip: 'Pip' };

/** The advisory as the program that writes the database takes it: bucket names and fields are trivy-db's, schema version 2. */
export function formatAdvisory(advisory: Advisory): object {
  const { id, severity, title = id } = advisory;
  const common = { id, package: advisory.package, severity, title };
  if (advisory.ecosystem === 'debian') {
    const source = { bucket: `debian ${advisory.release}`, id: 'debian', name: 'Debian Security Tracker', url: 'https://security-tracker.debian.org' }; // prettier-ignore
    return { ...common, source, detail: { FixedVersion: advisory.fixed } };
  }
  const name = `GitHub Security Advisory ${titles[advisory.ecosystem]}`;
  const source = { bucket: `${advisory.ecosystem}::${name}`, id: github.ID, name, url: github.URL };
  return {
    ...common,
    source,
    detail: { PatchedVersions: advisory.patched, VulnerableVersions: advisory.vulnerable },
  };
}
