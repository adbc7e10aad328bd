import type { Artefact } from '../artefact/artefact';
import type { SourcedOverride } from '../override/override';
import { suggest } from '../problem/nearest';
import type { Problem } from '../problem/problem';
import type { Stack } from '../stack/stack';
import type { ServiceMigration } from '../upgrade/migration';
import type { StandardData } from './data';

/** A versioned package of data first: what a company holds its services to. */
export interface Standard extends StandardData {
  /** Ordered: prompts and documents list them so. */
  readonly stacks: readonly Stack[];
  readonly artefacts: readonly Artefact[];
  /** Changes of rendered files, each with the package that wants it; applied in this order. */
  readonly overrides?: readonly SourcedOverride[];
  /** What becomes of services that come from an older version, besides merging. */
  readonly migrations?: readonly ServiceMigration[];
  /** The packages that it is made of, the deepest first, itself last. */
  readonly parts?: readonly { readonly name: string; readonly version: string }[];
}

/** Types a standard that is written as a whole; extendStandard makes one of another. */
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
