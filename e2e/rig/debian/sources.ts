/** The Debian mirror that this machine's apt uses: the first archive (not security, not a vendor's) in the texts of its source files, one-line or deb822 format. See sources.list(5). */
export function parseMirror(texts: readonly string[]): string | undefined {
  return texts
    .flatMap((text) => text.split('\n'))
    .map((line) => /^URIs:\s*(\S+)/.exec(line)?.[1] ?? /^deb\s+(?:\[[^\]]*\]\s+)?(\S+)/.exec(line)?.[1])
    .find((uri) => uri !== undefined && /\/debian\/?$/.test(uri));
}

export interface SourcesOptions {
  readonly mirror: string;
  readonly suites: readonly string[];
  readonly keyring: string;
  /** Debian's name of an architecture. */
  readonly architecture: string;
}

/** A sources.list that names these suites and nothing else. */
export function formatSources({ mirror, suites, keyring, architecture }: SourcesOptions): string {
  return suites
    .map((suite) => `deb [signed-by=${keyring} arch=${architecture}] ${mirror} ${suite} main\n`)
    .join('');
}
