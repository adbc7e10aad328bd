/** Fields of a repository's index that dpkg's own database does not have. */
const indexOnly = new Set(['Filename', 'Size', 'MD5sum', 'SHA1', 'SHA256', 'Description-md5', 'Tag']);

/**
 * The text of `/var/lib/dpkg/status` that says these packages are installed, from their stanzas as
 * `apt-cache show` prints them. apt resolves against it and scanners find the packages in it. See deb-control(5).
 */
export function formatStatus(stanzas: string): string {
  return stanzas
    .split(/\n\n+/)
    .filter((stanza) => stanza.trim() !== '')
    .map(installedStanza)
    .join('\n');
}

/** A dpkg database without these packages: a newer version of them takes their place. */
export function withoutPackages(status: string, names: ReadonlySet<string>): string {
  return status
    .split(/\n\n+/)
    .filter((stanza) => !names.has(/^Package: (\S+)/m.exec(stanza)?.[1] ?? ''))
    .map((stanza) => stanza.replace(/\n*$/, '\n'))
    .filter((stanza) => stanza !== '\n')
    .join('\n');
}

function installedStanza(stanza: string): string {
  const fields = stanza.trim().split(/\n(?=\S)/); // a continuation line begins with a space
  const kept = fields.filter((field) => !indexOnly.has(field.split(':', 1)[0] ?? ''));
  return kept
    .flatMap((field) => (field.startsWith('Package:') ? [field, 'Status: install ok installed'] : [field]))
    .map((field) => `${field}\n`)
    .join('');
}
