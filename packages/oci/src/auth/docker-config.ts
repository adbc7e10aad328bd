import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { failed, ok, ProblemError, unwrap, type Result } from '@org/ci-core';
import { z } from 'zod';

/** One login of Docker's config.json: `auth` is base64 of `user:password`. */
export const LoginEntry = z.looseObject({
  auth: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
  identitytoken: z.string().optional(),
});

export type LoginEntry = z.infer<typeof LoginEntry>;

/** What is read of Docker's config.json. */
export const DockerConfig = z.looseObject({
  auths: z.record(z.string(), LoginEntry).optional(),
  credHelpers: z.record(z.string(), z.string()).optional(),
  credsStore: z.string().optional(),
});
export type DockerConfig = z.infer<typeof DockerConfig>;

/** Where Docker keeps its configuration, of the environment's values. */
export const dockerConfigPath = (dockerConfig: string | undefined, home: string): string =>
  path.join(
    dockerConfig === undefined || dockerConfig === '' ? path.join(home, '.docker') : dockerConfig,
    'config.json',
  );

/** The text of a config.json; every problem has the code `docker-config-invalid`. Values never get into messages. */
export function parseDockerConfig(text: string, file: string): Result<DockerConfig> {
  const code = 'docker-config-invalid';
  const fix = 'correct the file, or remove it and run docker login again';
  try {
    const parsed = DockerConfig.safeParse(JSON.parse(text));
    if (parsed.success) return ok(parsed.data);
    return failed(
      ...parsed.error.issues.map(({ path: at, message }) => ({
        code,
        where: `${file} › ${at.join('.')}`,
        what: message,
        fix,
      })),
    );
  } catch {
    return failed({ code, where: file, what: 'is not JSON', fix });
  }
}

/** Reads a config.json; a missing file is a configuration without logins. */
export async function readDockerConfig(file: string): Promise<DockerConfig> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '{}';
    const what = `cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`;
    throw new ProblemError({
      code: 'docker-config-invalid',
      where: file,
      what,
      fix: 'make it readable, or set DOCKER_CONFIG to another folder',
    });
  });
  return unwrap(parseDockerConfig(text, file));
}
