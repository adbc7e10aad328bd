import type { Artefact } from '../artefact/artefact';
import type { Environment } from '../manifest/workspace';
import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import type { Stack } from '../stack/stack';

/** An action or hook repository: the exact version for people, the commit for machines. */
export interface CommitPin {
  readonly version: string;
  /** 40 hexadecimal digits, the commit and not the tag object. */
  readonly sha: string;
}

/** Thresholds. A count is the most that may be there. */
export interface Gates {
  readonly scan: { readonly critical: number; readonly high: number; readonly databaseMaxAgeHours: number };
  readonly smoke: { readonly healthyWithinSeconds: number };
  /** What a promotion holds the scan to; the scan's own thresholds where it is missing. */
  readonly promotion?: { readonly critical: number; readonly high: number };
}

/** A versioned package of data first: what a company holds its services to. */
export interface Standard {
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
  /** Ordered: prompts and documents list them so. */
  readonly stacks: readonly Stack[];
  readonly artefacts: readonly Artefact[];
}

/** Types a standard. */
export const defineStandard = (standard: Standard): Standard => standard;

/** The stack of that name, or undefined. */
export const stackOf = (standard: Standard, id: string): Stack | undefined =>
  standard.stacks.find((stack) => stack.id === id);

/** A stack that the standard does not have. `where` is the option or the manifest's key. */
export function unknownStack(standard: Standard, id: string, where: string): Problem {
  const known = standard.stacks.map((stack) => stack.id);
  const what = `${standard.name} ${standard.version} has no stack ${id}`;
  return { code: 'stack-unknown', where, what, fix: suggest(id, known) };
}
