/** Where a repository lives. */
export interface Origin {
  readonly host: string;
  readonly owner: string;
  readonly repository: string;
}

const forms = [
  /^https:\/\/(?:[^@/]+@)?([a-z0-9.-]+)\/([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/i,
  /^(?:ssh:\/\/)?git@([a-z0-9.-]+)[:/]([\w.-]+)\/([\w.-]+?)(?:\.git)?\/?$/i,
];

/** The remote `origin` of a .git/config, where it is of a well-known form. */
export function parseOrigin(gitConfig: string): Origin | undefined {
  const section = /\[remote "origin"\]([^[]*)/.exec(gitConfig)?.[1] ?? '';
  const url = /^\s*url\s*=\s*(\S+)\s*$/m.exec(section)?.[1] ?? '';
  for (const form of forms) {
    const [, host, owner, repository] = form.exec(url) ?? [];
    if (host && owner && repository) return { host: host.toLowerCase(), owner, repository };
  }
  return undefined;
}

/** GitHub's registry for a repository there; an example that is to be replaced elsewhere. */
export const registryOf = (origin: Origin | undefined): string =>
  origin?.host === 'github.com' ? `ghcr.io/${origin.owner.toLowerCase()}` : 'registry.example.com';

/** Address of the repository for image labels. */
export const repositoryOf = (origin: Origin | undefined): string | undefined =>
  origin && `https://${origin.host}/${origin.owner}/${origin.repository}`;
