import { compareVersions } from './compare-versions';

interface Pin {
  readonly version: string;
  readonly sha: string;
}

/** Pins of a file by what they pin: `owner/repository/folder`, or the URL of a repository. */
export type WrittenPins = Readonly<Record<string, Pin>>;

/** `uses: owner/repository/folder@commit # version`; groups: before, name, commit, between, version. */
const uses =
  /(\buses:[ \t]*["']?)([A-Za-z0-9][\w.-]*\/[\w./-]+)@([0-9a-f]{40})(["']?[ \t]+#[ \t]*)(v?\d[\w.+-]*)/g;

/** `repo: url`, then `rev: commit # frozen: version`. */
const frozen =
  /(\brepo:[ \t]*["']?)(https:\/\/[^\s"'#]+)(?=["']?)([^\n]*\n[ \t]+rev:[ \t]*["']?)([0-9a-f]{40})(["']?[ \t]+#[ \t]*frozen:[ \t]*)(v?\d[\w.+-]*)/g;

const kinds = [
  {
    files: /(^|\/)\.github\/(workflows\/[^/]+|actions\/.+\/action)\.ya?ml$/,
    pattern: uses,
    read: ([, , name = '', sha = '', , version = '']: readonly string[]) => ({ name, sha, version }),
    write: ([, before = '', name = '', , between = '']: readonly string[], { sha, version }: Pin) =>
      `${before}${name}@${sha}${between}${version}`,
  },
  {
    files: /(^|\/)\.pre-commit-config\.ya?ml$/,
    pattern: frozen,
    read: ([, , name = '', , sha = '', , version = '']: readonly string[]) => ({ name, sha, version }),
    write: ([, before = '', name = '', rev = '', , between = '']: readonly string[], { sha, version }: Pin) =>
      `${before}${name}${rev}${sha}${between}${version}`,
  },
];

const kindOf = (path: string): (typeof kinds)[number] | undefined =>
  kinds.find(({ files }) => files.test(path));

/**
 * The newest pin of each action or repository in a workflow or pre-commit file; of any other file none.
 * @param path of the file, POSIX
 */
export function pinsIn(path: string, text: string): WrittenPins {
  const kind = kindOf(path);
  const pins = new Map<string, Pin>();
  for (const match of kind ? text.replaceAll('\r\n', '\n').matchAll(kind.pattern) : []) {
    const { name = '', version = '', sha = '' } = kind?.read(match) ?? {};
    const known = pins.get(name);
    if (known === undefined || compareVersions(version, known.version) > 0) pins.set(name, { version, sha });
  }
  return Object.fromEntries(pins);
}

/** The text with those of the pins for which `isWanted` holds, of the pin and of the version that is there. */
function replacePins(
  path: string,
  text: string,
  pins: WrittenPins,
  isWanted: (pin: Pin, version: string) => boolean,
): string {
  const kind = kindOf(path);
  if (!kind) return text;
  return text.replace(kind.pattern, (...match: unknown[]) => {
    const groups = match.filter((one): one is string => typeof one === 'string').slice(0, 7);
    const { name, version } = kind.read(groups);
    const pin = Object.hasOwn(pins, name) ? pins[name] : undefined;
    return pin !== undefined && isWanted(pin, version) ? kind.write(groups, pin) : (groups[0] ?? '');
  });
}

/**
 * The rendered text, with those pins of the current one that are newer: what a bot bumped in a generated workflow or
 * pre-commit file is no drift, and is not reverted. A pin is a commit with its version in the comment; one without a
 * version, or of something that is not rendered, counts for nothing. Line ends are the rendered ones.
 * @param path of the file, POSIX; of other files the rendered text is returned
 */
export const withNewerPins = (path: string, rendered: string, current: string): string =>
  replacePins(
    path,
    rendered,
    pinsIn(path, current),
    (pin, version) => compareVersions(pin.version, version) > 0,
  );

/** The text as it was before its pins were bumped from the known ones; a pin that is not newer stays as it is. */
export const withoutBumps = (path: string, text: string, known: WrittenPins): string =>
  replacePins(path, text, known, (pin, version) => compareVersions(version, pin.version) > 0);
