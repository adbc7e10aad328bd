/** How to prove who one is to a registry: a password, or a refresh token that its token server exchanges. */
export type Credentials =
  | { readonly kind: 'password'; readonly username: string; readonly password: string }
  | { readonly kind: 'identity-token'; readonly token: string };

/** The credentials for a registry host (as in a reference: `docker.io`, `ghcr.io`), or undefined for anonymous. */
export type CredentialSource = (host: string) => Promise<Credentials | undefined>;

/** The value of an Authorization header: RFC 7617. */
export const formatBasic = (username: string, password: string): string =>
  `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
