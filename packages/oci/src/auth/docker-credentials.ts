import { ProblemError } from '@org/ci-core';
import { z } from 'zod';
import type { Credentials, CredentialSource } from './credentials';
import type { DockerConfig, LoginEntry } from './docker-config';

/** Runs `docker-credential-<helper> get` with the server's name on stdin; stdout, or undefined when it has none. */
export type CredentialHelper = (program: string, server: string) => Promise<string | undefined>;

const HELPER = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;
const HelperAnswer = z.looseObject({ Username: z.string(), Secret: z.string() });

/** The names under which Docker stores a registry's login, the usual one first. */
function serverNames(host: string): string[] {
  const hub = ['https://index.docker.io/v1/', 'index.docker.io', 'docker.io', 'registry-1.docker.io'];
  const names = host === 'docker.io' ? hub : [host];
  return [
    ...names,
    ...names.flatMap((name) => [
      `https://${name}`,
      `https://${name}/`,
      `https://${name}/v1/`,
      `https://${name}/v2/`,
    ]),
  ];
}

function entryCredentials(entry: LoginEntry): Credentials | undefined {
  if (entry.identitytoken) return { kind: 'identity-token', token: entry.identitytoken };
  if (entry.username && entry.password)
    return { kind: 'password', username: entry.username, password: entry.password };
  const pair = Buffer.from(entry.auth ?? '', 'base64').toString();
  const colon = pair.indexOf(':');
  if (colon < 1) return undefined;
  return {
    kind: 'password',
    username: pair.slice(0, colon),
    password: pair.slice(colon + 1).replace(/\0+$/, ''),
  };
}

function lookUp<T>(
  table: Readonly<Record<string, T>> | undefined,
  names: readonly string[],
): [string, T] | undefined {
  for (const name of names) {
    if (table && Object.hasOwn(table, name)) return [name, table[name] as T];
  }
  return undefined;
}

function parseHelperAnswer(text: string, program: string): Credentials {
  const fix = `run ${program} get by hand, or docker login again`;
  try {
    const { Username, Secret } = HelperAnswer.parse(JSON.parse(text));
    if (Username === '<token>') return { kind: 'identity-token', token: Secret };
    return { kind: 'password', username: Username, password: Secret };
  } catch {
    throw new ProblemError({
      code: 'docker-config-invalid',
      where: program,
      what: 'its answer is not what Docker expects',
      fix,
    });
  }
}

async function askHelper(
  helper: string,
  server: string,
  run: CredentialHelper,
): Promise<Credentials | undefined> {
  const program = `docker-credential-${helper}`;
  if (!HELPER.test(helper)) {
    const what = 'the name of a credential helper is not a plain program name';
    throw new ProblemError({
      code: 'docker-config-invalid',
      where: 'credHelpers, credsStore',
      what,
      fix: 'use letters, digits and . _ -',
    });
  }
  const answer = await run(program, server);
  return answer === undefined ? undefined : parseHelperAnswer(answer, program);
}

/** Docker's order: the host's own helper, the store, then the file itself. */
export function dockerCredentials(config: DockerConfig, run: CredentialHelper): CredentialSource {
  return async (host) => {
    const names = serverNames(host);
    const entry = lookUp(config.auths, names);
    const helper = lookUp(config.credHelpers, names);
    if (helper) return askHelper(helper[1], helper[0], run);
    const stored = config.credsStore
      ? await askHelper(config.credsStore, entry?.[0] ?? names[0] ?? host, run)
      : undefined;
    return stored ?? (entry && entryCredentials(entry[1]));
  };
}
