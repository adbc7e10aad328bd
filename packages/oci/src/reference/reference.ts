import { failed, ok, type Problem, type Result } from '@org/ci-core';
import { isDigest } from '../content/digest';
import { isHost, isRepository, isTag, MAX_REPOSITORY } from './grammar';
import { quote } from './quote';

/** A repository of a registry: `host` is a name as people write it (`docker.io`, `ghcr.io`, `127.0.0.1:5000`). */
export interface Repository {
  readonly host: string;
  readonly repository: string;
}

/** A repository with a tag, a digest, both (the digest decides) or neither (`latest`). */
export interface Reference extends Repository {
  readonly tag?: string;
  readonly digest?: string;
}

/** A reference that cannot move. */
export interface DigestReference extends Repository {
  readonly digest: string;
}

const MAX_REFERENCE = 1024;
const HEX_64 = /^[a-f0-9]{64}$/;

interface Parts {
  host: string;
  repository: string;
  tag: string | undefined;
  digest: string | undefined;
}

/**
 * Docker's rule: the first component is a host when it has a dot or a colon, or is `localhost`. (Docker also takes one
 * with a capital letter; in small letters it would mean a repository of Docker Hub, so it is refused here.)
 */
function splitHost(name: string): [host: string, repository: string] {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isName = /[.:[]/.test(first) || first.toLowerCase() === 'localhost';
  const host = isName ? first.toLowerCase() : 'docker.io';
  const repository = isName ? name.slice(slash + 1) : name;
  if (host !== 'docker.io' && host !== 'index.docker.io') return [host, repository];
  return ['docker.io', repository.includes('/') ? repository : `library/${repository}`];
}

function splitReference(text: string): Parts {
  const at = text.indexOf('@');
  const digest = at < 0 ? undefined : text.slice(at + 1);
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const [host, repository] = splitHost(hasTag ? named.slice(0, colon) : named);
  return { host, repository, tag: hasTag ? named.slice(colon + 1) : undefined, digest };
}

function checkParts({ host, repository, tag, digest }: Parts, where: string): Problem[] {
  const problem = (what: string, fix: string): Problem => ({ code: 'reference-invalid', where, what, fix });
  const found: Problem[] = [];
  if (!isHost(host)) found.push(problem(`${quote(host)} is not a registry host`, 'write host or host:port'));
  if (!isRepository(repository)) {
    const fix = `use lower-case letters, digits and single . _ - between them, components parted by /, at most ${MAX_REPOSITORY} characters`;
    found.push(problem(`${quote(repository)} is not a repository name`, fix));
  } else if (host === 'docker.io' && HEX_64.test(repository.replace(/^library\//, ''))) {
    found.push(problem('a repository name cannot be 64 hex digits', 'write a digest as name@sha256:…'));
  }
  if (tag !== undefined && !isTag(tag)) {
    found.push(
      problem(
        `${quote(tag)} is not a tag`,
        'use at most 128 letters, digits and _ . -, not starting with . or -',
      ),
    );
  }
  if (digest !== undefined && !isDigest(digest)) {
    found.push(problem(`${quote(digest)} is not a digest`, 'write sha256: and 64 lower-case hex digits'));
  }
  return found;
}

/**
 * `host[:port]/repository[:tag][@digest]` by the distribution grammar, with Docker Hub's normalisation
 * (`node:24` is `docker.io/library/node:24`). No tag is invented: without tag and digest both stay absent.
 */
export function parseReference(text: string): Result<Reference> {
  const where = `image reference ${quote(text)}`;
  if (text.length > MAX_REFERENCE) {
    const what = `${text.length} characters are too many`;
    return failed({ code: 'reference-invalid', where, what, fix: `use at most ${MAX_REFERENCE}` });
  }
  const parts = splitReference(text);
  const problems = checkParts(parts, where);
  if (problems.length > 0) return failed(...problems);
  const { host, repository, tag, digest } = parts;
  return ok({ host, repository, ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) });
}

/** The full form, host included: `docker.io/library/node:24@sha256:…`. */
export function formatReference({ host, repository, tag, digest }: Reference): string {
  return `${host}/${repository}${tag === undefined ? '' : `:${tag}`}${digest === undefined ? '' : `@${digest}`}`;
}

/** What the registry's API is asked for: the digest if there is one, else the tag, else `latest`. */
export const referenceTarget = ({ tag, digest }: Reference): string => digest ?? tag ?? 'latest';
