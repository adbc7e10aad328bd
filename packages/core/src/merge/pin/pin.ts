/** A thing named at a version: an action, an image, a package, a hook repository. */
export interface Pin {
  readonly name: string;
  /** Numbers of the version, and what is written around them: `24.1-slim` → [24, 1], `-slim`. */
  readonly version: readonly number[];
  readonly variant: string;
}

const numbered = /^(v?)(\d+(?:[._]\d+)*)((?:-[\w.-]+)?(?:\+[\w.-]+)?)$/;

function parseVersion(text: string): Pick<Pin, 'version' | 'variant'> | undefined {
  const match = numbered.exec(text);
  const [, , numbers = '', variant = ''] = match ?? [];
  return match ? { version: numbers.split(/[._]/).map(Number), variant } : undefined;
}

const noted = /#\s*(?:frozen:\s*)?(v?\d[\w.+-]*)/;

interface Form {
  readonly pattern: RegExp;
  /** The version is in the comment after it. */
  readonly isNoted?: true;
  /** Keys under which a text of this form is a pin: elsewhere it may be a port, or a number of something. */
  readonly keys?: RegExp;
}

const forms: readonly Form[] = [
  // actions/checkout@<sha> # v7.0.1, pre-commit's bare <sha> # frozen: v6.0.0
  { pattern: /^(?:([^\s@]+)@)?[0-9a-f]{40}$/, isNoted: true },
  // docker.io/node:24-trixie@sha256:…
  { pattern: /^([^\s@]+):(\w[\w.-]*)@sha256:[0-9a-f]{64}$/ },
  { pattern: /^([^\s@]+):(\w[\w.-]*)$/, keys: /image|^from$/i },
  { pattern: /^([^\s@=]+)(?:@|==)(v?\d[\w.+-]*)$/ },
  { pattern: /^()(v?\d[\w.+-]*)$/, keys: /version$|^rev$|tag$/i },
];

function readForm(
  { pattern, isNoted, keys }: Form,
  text: string,
  note: string,
  key: string,
): Pin | undefined {
  const match = keys && !keys.test(key) ? null : pattern.exec(text);
  if (!match) return undefined;
  const version = parseVersion((isNoted ? noted.exec(note)?.[1] : match[2]) ?? '');
  return version && { name: match[1] ?? '', ...version };
}

/** The pin that a scalar below `key` is as a whole; `note` is the comment after it. */
export function parsePin(text: string, note: string, key = ''): Pin | undefined {
  for (const form of forms) {
    const pin = readForm(form, text, note, key);
    if (pin) return pin;
  }
  return undefined;
}

/** Whether a text is a commit, or a thing at a commit: the comment after it is its version. */
export const isCommitPin = (text: string): boolean => /^(?:[^\s@]+@)?[0-9a-f]{40}$/.test(text);

function compare(a: readonly number[], b: readonly number[]): number {
  const length = Math.max(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = (a[index] ?? 0) - (b[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Which side has the newer pin, where both moved one thing to a later version of the same variant. Undefined: they did
 * not, so that a person has to decide; so too if one side went back, or has another build of the same version.
 */
export function newerPin(base: Pin, mine: Pin, theirs: Pin): 'mine' | 'theirs' | undefined {
  const isOne = [mine, theirs].every(({ name, variant }) => name === base.name && variant === base.variant);
  if (!isOne || compare(mine.version, base.version) <= 0 || compare(theirs.version, base.version) <= 0)
    return undefined;
  const difference = compare(mine.version, theirs.version);
  return difference > 0 ? 'mine' : difference < 0 ? 'theirs' : undefined;
}
