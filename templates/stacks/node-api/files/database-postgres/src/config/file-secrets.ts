import { readFileSync } from 'node:fs';
import type { Environment, Parsed } from './environment.js';

/** For every name, `NAME_FILE` stands for `NAME` with the file's content, as mounted secrets need it. */
export function readFileSecrets(environment: Environment, names: readonly string[]): Parsed<Environment> {
  const problems: string[] = [];
  const secrets: Record<string, string> = {};
  for (const name of names) {
    const path = environment[`${name}_FILE`];
    if (!path) continue;
    if (environment[name]) {
      problems.push(`${name} and ${name}_FILE are both set; keep one`);
      continue;
    }
    try {
      secrets[name] = readFileSync(path, 'utf8').trim();
    } catch (error) {
      problems.push(`${name}_FILE cannot be read: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { ...environment, ...secrets } };
}
