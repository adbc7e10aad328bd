/** What a YAML file is built from: plain data, with notes where a reader wants them. `undefined` entries are left out. */
export type YamlValue =
  string | number | boolean | null | undefined | Noted | readonly YamlValue[] | YamlObject;

export interface YamlObject {
  readonly [key: string]: YamlValue;
}

/** How a value is shown; none of it changes what a parser reads. */
export interface Notes {
  /** Comment lines above the entry. */
  readonly before?: string;
  /** Comment on the value's own line: scalars and flow collections only. */
  readonly after?: string;
  /** An empty line above. */
  readonly space?: boolean;
  /** `[a, b]` on one line. */
  readonly flow?: boolean;
}

/** A value with its notes. */
export class Noted {
  constructor(
    readonly value: YamlValue,
    readonly notes: Notes,
  ) {}
}

/** Adds notes; those of an inner value stay. */
export function noted(value: YamlValue, notes: Notes): Noted {
  return value instanceof Noted
    ? new Noted(value.value, { ...value.notes, ...notes })
    : new Noted(value, notes);
}

/** `value # after`, e.g. a commit with its version. */
export const commented = (value: YamlValue, after: string): Noted => noted(value, { after });

/** Comment lines above the entry: why it is so. */
export const because = (before: string, value: YamlValue): Noted => noted(value, { before });

/** An empty line above the entry. */
export const spaced = (value: YamlValue): Noted => noted(value, { space: true });

/** `[a, b]` on one line. */
export const flow = (value: YamlValue): Noted => noted(value, { flow: true });
