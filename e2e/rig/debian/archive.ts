/** One `.deb` of a closure. */
export interface Archive {
  readonly name: string;
  readonly version: string;
  /** File name in apt's archive folder: an epoch's colon is written %3a. */
  readonly file: string;
}

/** Lines of `apt-get install --print-uris`: `'URI' file size hash`. In the order of their file names. */
export function parseUris(text: string): Archive[] {
  return text
    .split('\n')
    .map((line) => /^'[^']+' (([^_\s]+)_([^_\s]+)_[^_\s]+\.deb) /.exec(line))
    .flatMap((match) => {
      const [, file, name, version] = match ?? [];
      return file && name && version ? [{ file, name, version: version.replaceAll('%3a', ':') }] : [];
    })
    .sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** `name=version`: what `apt-get download` takes. */
export function selectPackages(archives: readonly Archive[]): string[] {
  return archives.map(({ name, version }) => `${name}=${version}`);
}
