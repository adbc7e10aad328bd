/** Credentials in a URL (RFC 3986 userinfo): tools print the URLs that they were given. */
const userinfo = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@:]+:[^\s/@]*@/gi;

/** Text with every secret of four characters or more, and every password in a URL, replaced by `***`. */
export function maskSecrets(text: string, secrets: readonly string[] = []): string {
  return [...secrets]
    .filter((secret) => secret.length >= 4)
    .sort((a, b) => b.length - a.length)
    .reduce((masked, secret) => masked.replaceAll(secret, '***'), text)
    .replace(userinfo, '$1***@');
}
