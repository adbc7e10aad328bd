import type { Environment } from '../manifest/workspace';
import type { OptionRule } from './options';
import type { Forbidden, Rules } from './standard-file';

/** An action or hook repository: the exact version for people, the commit for machines. */
export interface CommitPin {
  readonly version: string;
  /** 40 hexadecimal digits, the commit and not the tag object; where it is missing, .ci/pins.json has it. */
  readonly sha?: string | undefined;
}

/** Thresholds. A count is the most that may be there: of every gate, lower is stricter. */
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

type Named<T> = Readonly<Record<string, T>>;

/** Everything that is used in an exact version. */
export interface Pins {
  /** Purpose → `name:tag`. */
  readonly images: Named<string>;
  /** `owner/repository` → pin. */
  readonly actions: Named<CommitPin>;
  /** Repository URL → pin. */
  readonly hooks: Named<CommitPin>;
  /** Tool → exact version. */
  readonly tools: Named<string>;
  /** `name:tag` → digest that comes with the standard; .ci/pins.json may have a newer one. */
  readonly digests?: Named<string>;
  /** What was resolved (`name:tag`, `owner/repository`, URL) → the day, YYYY-MM-DD. */
  readonly resolved?: Named<string>;
}

/** The part of a standard that is data: all that its stacks and artefacts may read of it. */
export interface StandardData {
  readonly name: string;
  readonly version: string;
  readonly pins: Pins;
  readonly gates: Gates;
  /** What init writes into ci.yaml. */
  readonly environments: readonly Environment[];
  /** Labels of every Kubernetes object, beside our own. */
  readonly labels?: Named<string>;
  /** Glob of paths from the workspace's root → who answers for them, as CODEOWNERS has it. */
  readonly owners?: Named<string>;
  readonly rules?: Rules;
  /** Options that service.yaml may have below `options`. */
  readonly options?: Named<OptionRule>;
  /** Options of service.yaml that nobody may choose: see forbiddenOptions. */
  readonly forbid?: readonly Forbidden[];
}
