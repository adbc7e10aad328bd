/** A change of a file: texts and what stands in their place, or whatever a function makes of it. */
export type Change = readonly (readonly [from: string, to: string])[];

/** One thing that a team does to a generated file. */
export interface Edit {
  readonly name: string;
  readonly change: Change;
  /** Places at which a person has to decide, because both sides changed one thing. None, where not given. */
  readonly conflicts?: readonly string[];
}

/** A kind of file: as the standard rendered it (`<path>/base`), what the next version changes, and what teams do. */
export interface Artefact {
  readonly path: string;
  readonly standard: Change;
  readonly edits: readonly Edit[];
}

/** The text after a change, each part of which must be there. */
export function changed(text: string, change: Change): string {
  let result = text;
  for (const [from, to] of change) {
    if (!result.includes(from)) throw new Error(`not in the file: ${from}`);
    result = result.replace(from, () => to);
  }
  return result;
}
