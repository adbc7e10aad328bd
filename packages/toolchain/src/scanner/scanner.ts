import type { Finding, Result } from '@org/ci-core';
import type { Command } from '../spawn/command';

export interface Environment {
  readonly variables: Readonly<Record<string, string | undefined>>;
  readonly platform: NodeJS.Platform;
  /** Home folder of the user. */
  readonly home: string;
}

/** Which database a scanner would judge by. */
export interface ScannerDatabase {
  /** Schema version of the database, as the scanner writes it. */
  readonly version: string;
  /** When its content was made, RFC 3339 in UTC. */
  readonly updatedAt: string;
}

/** One platform of an image, named so that it cannot move. */
export interface ScanTarget {
  /** `repository@digest`, the digest being the platform manifest's. */
  readonly reference: string;
  /** `linux/amd64`, `linux/arm64/v8` */
  readonly platform: string;
  /** The registry speaks plain HTTP: loopback only. */
  readonly insecure: boolean;
}

/** What a report says about one artifact. */
export interface Inspection {
  readonly findings: readonly Finding[];
  /** Packages that the scanner recognised: none means that it could not judge. */
  readonly packages: number;
  /** What people should know besides, such as a distribution that is out of support. */
  readonly notes: readonly string[];
}

/**
 * A vulnerability scanner: options → Command, output → value. A second one is one folder beside `trivy/` and one line
 * in `registry.ts`. Every scan is offline and of a database that is there already; reports go to a file.
 */
export interface Scanner {
  readonly id: string;
  /** Asks which database is there. */
  database(): Command;
  /** Standard output of `database()`; undefined where none has been downloaded. */
  parseDatabase(stdout: string): Result<ScannerDatabase | undefined>;
  /**
   * The file beside the database that says the same: it is read before every run, where asking the scanner would take
   * longer than all else. Absolute, as the scanner finds it with this environment.
   */
  databaseFile(environment: Environment): string;
  parseDatabaseFile(text: string): Result<ScannerDatabase>;
  /** `repository` is a mirror without tag; the scanner's own where it is missing. */
  download(options: { readonly repository?: string | undefined; readonly insecure: boolean }): Command;
  scanImage(target: ScanTarget, report: string): Command;
  parseImageReport(text: string, target: ScanTarget): Result<Inspection>;
  /** Software bill of materials (CycloneDX JSON) of the lock file in a folder. */
  makeSbom(folder: string, sbom: string): Command;
  scanSbom(sbom: string, report: string): Command;
  parseSbomReport(text: string, sbom: string): Result<Inspection>;
}
