import { compareVersions } from './compare-versions';

interface Pin {
  readonly sha: string;
  readonly version: string;
}

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

/** The newest pin of each action or repository in a text. */
function newest(text: string, { pattern, read }: (typeof kinds)[number]): Map<string, Pin> {
  const pins = new Map<string, Pin>();
  for (const match of text.matchAll(pattern)) {
    const { name, ...pin } = read(match);
    const known = pins.get(name);
    if (known === undefined || compareVersions(pin.version, known.version) > 0) pins.set(name, pin);
  }
  return pins;
}

/**
 * The rendered text, with those pins of the current one that are newer: what a bot bumped in a generated workflow or
 * pre-commit file is no drift, and is not reverted. A pin is a commit with its version in the comment; one without a
 * version, or of something that is not rendered, counts for nothing. Line ends are the rendered ones.
 * @param path of the file, POSIX; of other files the rendered text is returned
 */
export function withNewerPins(path: string, rendered: string, current: string): string {
  const kind = kinds.find(({ files }) => files.test(path));
  if (!kind) return rendered;
  const pins = newest(current.replaceAll('\r\n', '\n'), kind);
  return rendered.replace(kind.pattern, (...match: unknown[]) => {
    const groups = match.filter((one): one is string => typeof one === 'string').slice(0, 7);
    const { name, version } = kind.read(groups);
    const pin = pins.get(name);
    return pin !== undefined && compareVersions(pin.version, version) > 0
      ? kind.write(groups, pin)
      : (groups[0] ?? '');
  });
}
