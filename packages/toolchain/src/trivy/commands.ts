import type { ScanTarget } from '../scanner/scanner';
import type { Command } from '../spawn/command';

const trivy = (...args: string[]): Command => ({ tool: 'trivy', args });

/**
 * Settings of files and of TRIVY_* variables must not change a verdict: configuration and ignore files are switched off,
 * and what narrows a report is said in full (https://trivy.dev/latest/docs/references/configuration/cli/trivy_image/).
 */
const common = [
  '--config=',
  '--ignorefile=',
  '--server=',
  '--distro=',
  '--pkg-types',
  'os,library',
  '--pkg-relationships',
  'unknown,root,workspace,direct,indirect',
  '--no-progress',
  '--skip-version-check',
];

/** For what walks through folders. */
const everywhere = ['--skip-dirs=', '--skip-files='];

/** The layer cache is a file with a lock: parallel scans of one machine would wait for each other and give up. */
const judged = [
  ...common,
  '--cache-backend',
  'memory',
  '--skip-db-update',
  '--skip-java-db-update',
  '--offline-scan',
  '--scanners',
  'vuln',
  '--severity',
  'UNKNOWN,LOW,MEDIUM,HIGH,CRITICAL',
  '--ignore-unfixed=false',
  '--ignore-status=',
  '--ignore-policy=',
  '--vex=',
  '--list-all-pkgs=true',
  '--exit-code',
  '0',
  '--format',
  'json',
];

const insecurely = (insecure: boolean): string[] => (insecure ? ['--insecure'] : []);

export const trivyVersion = (): Command => trivy('version', '--config=', '--format', 'json');

export const trivyDownload = (options: {
  readonly repository?: string | undefined;
  readonly insecure: boolean;
}): Command =>
  trivy(
    'image',
    '--config=',
    '--no-progress',
    '--download-db-only',
    ...(options.repository === undefined ? [] : ['--db-repository', options.repository]),
    ...insecurely(options.insecure),
  );

/** Straight from the registry: what the engine has under the same name does not matter. */
export const trivyImage = ({ reference, platform, insecure }: ScanTarget, report: string): Command =>
  trivy(
    'image',
    ...judged,
    ...everywhere,
    '--image-src',
    'remote',
    '--platform',
    platform,
    ...insecurely(insecure),
    '--output',
    report,
    reference,
  );

/** Lists packages and judges nothing. Development dependencies are left out, as they are from the image. */
export const trivySbom = (folder: string, sbom: string): Command =>
  trivy(
    'fs',
    ...common,
    ...everywhere,
    '--cache-backend',
    'memory',
    '--offline-scan',
    '--include-dev-deps=false',
    '--format',
    'cyclonedx',
    '--output',
    sbom,
    folder,
  );

export const trivyScanSbom = (sbom: string, report: string): Command =>
  trivy('sbom', ...judged, '--output', report, sbom);
