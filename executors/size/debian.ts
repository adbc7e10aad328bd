/** `var/lib/dpkg/info/libc6:amd64.list` and distroless' `var/lib/dpkg/status.d/libc6.md5sums`. */
const fileList = /^var\/lib\/dpkg\/(?:info|status\.d)\/([^/]+)\.(list|md5sums)$/;

/** Whether a file of an image says which files a Debian package has. */
export const isFileList = (path: string): boolean => fileList.test(path);

/** Paths (without leading slash) that such a file names, with their package. dpkg(1), dpkg-query(1). */
export function ownersIn(path: string, text: string): [string, string][] {
  const [, name = '', kind] = fileList.exec(path) ?? [];
  const owner = name.replace(/:[a-z0-9]+$/, '');
  return text
    .split('\n')
    .map((line) => (kind === 'md5sums' ? line.replace(/^[0-9a-f]{32}\s+/, '') : line.replace(/^\//, '')))
    .filter((file) => file !== '' && file !== '.')
    .map((file) => [file, owner]);
}
