import type { Environment } from '../manifest/workspace';

/** An action or hook repository: the exact version for people, the commit for machines. */
export interface CommitPin {
  readonly version: string;
  /** 40 hexadecimal digits, the commit and not the tag object. */
  readonly sha: string;
}

/** Thresholds. A count is the most that may be there. */
export interface Gates {
  readonly scan: {
    readonly critical: number;
    readonly high: number;
    /** Advisories that nobody has rated yet. Without it they are counted and reported, and close nothing. */
    readonly unknown?: number;
    readonly databaseMaxAgeHours: number;
  };
  readonly smoke: { readonly healthyWithinSeconds: number };
  /** What a promotion holds the scan to; the scan's own thresholds where it is missing. */
  readonly promotion?: { readonly critical: number; readonly high: number };
}

/** The part of a standard that is data: all that its stacks and artefacts may read of it. */
export interface StandardData {
  readonly name: string;
  readonly version: string;
  readonly pins: {
    /** Purpose → `name:tag`. */
    readonly images: Readonly<Record<string, string>>;
    /** `owner/repository` → pin. */
    readonly actions: Readonly<Record<string, CommitPin>>;
    /** Repository URL → pin. */
    readonly hooks: Readonly<Record<string, CommitPin>>;
    /** Tool → exact version. */
    readonly tools: Readonly<Record<string, string>>;
  };
  readonly gates: Gates;
  /** What init writes into ci.yaml. */
  readonly environments: readonly Environment[];
}
