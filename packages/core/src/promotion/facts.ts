import type { Environment, Waiver } from '../manifest/workspace';
import type { ScanReceipt } from '../receipt/scan';
import type { SmokeReceipt } from '../receipt/smoke';
import type { Gates } from '../standard/data';
import type { Publication } from './publications';

/** What an environment has: the digest in its overlay. */
export interface EnvironmentState {
  /** False where git does not answer: then the work tree is all that is known. */
  readonly inGit: boolean;
  /** In the commit that is checked out; in the work tree where git does not answer. */
  readonly digest: string | undefined;
  /** In the work tree, committed or not. */
  readonly workTree: string | undefined;
}

/** All that a promotion is judged by. */
export interface PromotionFacts {
  readonly service: string;
  /** In promotion order. */
  readonly environments: readonly Environment[];
  readonly to: string;
  readonly digest: string;
  /** The environment before; undefined for the first one. */
  readonly upstream: EnvironmentState | undefined;
  /** What the environment itself has until now. */
  readonly current: EnvironmentState;
  /** What the history that is checked out published, newest first; undefined where git does not answer. */
  readonly publications: readonly Publication[] | undefined;
  /** Somebody asked for an older commit. */
  readonly allowOlder: boolean;
  /** Keys of its run-time configuration that the environment must say and does not; undefined where it has none. */
  readonly missingKeys: readonly string[] | undefined;
  /** The digest is in the repository that it is taken from. */
  readonly inRegistry: boolean;
  /** Receipts of this digest, wherever they were found. */
  readonly smoke: SmokeReceipt | undefined;
  readonly scan: ScanReceipt | undefined;
  readonly gates: Gates;
  /** Oldest scanner database that may have judged, in hours. */
  readonly databaseMaxAgeHours: number;
  /** Of ci.yaml, expired ones included. */
  readonly waivers: readonly Waiver[];
  readonly inCi: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Every gate that can close. */
export const promotionGates = [
  'environment',
  'order',
  'commit',
  'configuration',
  'registry',
  'smoke',
  'scan',
  'ci',
] as const;
export type PromotionGate = (typeof promotionGates)[number];

export interface Reason {
  readonly gate: PromotionGate;
  readonly ok: boolean;
  readonly what: string;
}

/** A digest as people read it. */
export const short = (digest: string): string => digest.slice(0, 19);

/** The environment that comes before; undefined for the first and for an unknown one. */
export function upstreamOf(environments: readonly Environment[], to: string): Environment | undefined {
  const index = environments.findIndex(({ name }) => name === to);
  return index > 0 ? environments[index - 1] : undefined;
}
