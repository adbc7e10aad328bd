/** A login in an .npmrc: `_authToken`, `_auth`, `_password`, a client's `key`, also behind a registry's `//host/:`. */
const login =
  /^\s*([^#;=]*:)?(_authToken|_auth|_password|username|email|certfile|keyfile|key)\s*=\s*(?<value>.*)$/;

/** RFC 3986 userinfo with a password in plain text. */
const userinfo = /([a-z][a-z0-9+.-]*:\/\/)[^\s/@:$]*:[^\s/@$]*@/gi;

/**
 * Text of an .npmrc without logins: a build context is cached and copied about. A login that is a reference to the
 * environment (`${NPM_TOKEN}`) is none; one within an address (a proxy's) is cut out of it. Private registries get theirs
 * through a build secret.
 */
export function withoutLogins(text: string): string {
  return text
    .split('\n')
    .filter((line) => {
      const value = login.exec(line)?.groups?.value;
      return value === undefined || /^\s*\$\{[A-Za-z_][A-Za-z0-9_]*\??\}\s*$/.test(value);
    })
    .join('\n')
    .replace(userinfo, '$1');
}
