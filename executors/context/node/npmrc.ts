/** What is a login in an .npmrc, in lower case, also behind a registry's `//host/:`. */
const logins = ['_authtoken', '_auth', '_password', 'username', 'email', 'certfile', 'keyfile', 'key', 'otp'];

const variable = String.raw`\$\{[A-Za-z_][A-Za-z0-9_]*\??\}`;
/** A reference to the environment, and nothing else. */
const reference = new RegExp(String.raw`^\s*(["']?)${variable}\1\s*$`);
const referredUserinfo = new RegExp(`^(${variable})?(:(${variable})?)?$`);

/** npm reads `"//host/:_authToken"=x` and `_authToken[]=x` (package ini) as it reads `//host/:_authToken=x`. */
function nameOf(key: string): string {
  const bare = key.replaceAll(/["'\\\s]/g, '').replace(/\[\]$/, '');
  return bare.slice(bare.lastIndexOf(':') + 1).toLowerCase();
}

function isLogin(line: string): boolean {
  if (/^\s*[#;]/.test(line)) return false;
  const [key = '', ...value] = line.split('=');
  return logins.includes(nameOf(key)) && !reference.test(value.join('='));
}

/** Up to the last @ of a word: a password that is not encoded as RFC 3986 asks may have any character, a slash too. */
const userinfo = /([a-z][a-z0-9+.-]*:\/\/)(\S*)@/gi;
/** `host:port/path/` in front of an @ that begins a name: `https://host/@scope`. */
const hostAndPath = /^[\w.-]+(:\d+)?\/([^@]*\/)?$/;

const withoutUserinfo = (line: string): string =>
  line.replaceAll(userinfo, (all, scheme: string, found: string) =>
    referredUserinfo.test(found) || hostAndPath.test(found) ? all : scheme,
  );

/**
 * Text of an .npmrc without logins: a build context is cached and copied about. A login that is a reference to the
 * environment (`${NPM_TOKEN}`) is none; one within an address (a proxy's) is cut out of it. Private registries get theirs
 * through a build secret.
 */
export const withoutLogins = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !isLogin(line))
    .map(withoutUserinfo)
    .join('\n');
