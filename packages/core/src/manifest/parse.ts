import { parseDocument } from 'yaml';
import type { z } from 'zod';
import { problemsFromZod } from '../problem/from-zod';
import type { Problem } from '../problem/problem';
import { failed, ok, type Result } from '../problem/result';
import { readPlainYaml } from './plain-yaml';
import { Service } from './service';
import { StandardFile } from '../standard/standard-file';
import { Workspace } from './workspace';

/** `logLevel`: otherwise the library warns on stderr, past our problems; what it warns of, the schemas refuse. */
const options = { uniqueKeys: true, strict: true, prettyErrors: true, logLevel: 'error' } as const;

/** Larger files are hostile or not manifests. */
const maxCharacters = 200_000;

function yamlProblems(source: string, errors: readonly { message: string }[]): Problem[] {
  return errors.map((error) => ({
    code: 'yaml-syntax',
    where: source,
    what: error.message.split('\n')[0] ?? 'not YAML',
    fix: 'correct the YAML',
  }));
}

/** YAML 1.2 core schema; duplicate keys, aliases beyond reason (billion laughs) and unknown tags are problems. */
function readYaml(text: string, source: string): Result<unknown> {
  if (text.length > maxCharacters) {
    return failed({
      code: 'file-too-large',
      where: source,
      what: `${text.length} characters`,
      fix: `keep it under ${maxCharacters}`,
    });
  }
  const plain = readPlainYaml(text);
  if (plain) return ok(plain);
  const document = parseDocument(text, options);
  // Unknown tags are mere warnings to the library; in a manifest they are mistakes or attempts.
  const wrong = [...document.errors, ...document.warnings];
  if (wrong.length > 0) return failed(...yamlProblems(source, wrong));
  try {
    return ok(document.toJS({ maxAliasCount: 50 }));
  } catch (error) {
    return failed(
      ...yamlProblems(source, [{ message: error instanceof Error ? error.message : 'not YAML' }]),
    );
  }
}

function parseAs<T extends z.ZodType>(schema: T, code: string) {
  return (text: string, source: string): Result<z.infer<T>> => {
    const read = readYaml(text, source);
    if (!read.ok) return read;
    const parsed = schema.safeParse(read.value);
    return parsed.success ? ok(parsed.data) : failed(...problemsFromZod(parsed.error, source, code, schema));
  };
}

/**
 * Whether a service.yaml is a Kubernetes object: people, Helm charts and our own overlays name the manifest of a Service
 * so, and those are not ours to read.
 */
export const isKubernetesObject = (text: string): boolean =>
  /^apiVersion:/m.test(text) && /^kind:/m.test(text);

/** Text of a service.yaml → Service, or all its problems. `source` is shown in them. */
export const parseService = parseAs(Service, 'service-manifest');
/** Text of a ci.yaml → Workspace, or all its problems. */
export const parseWorkspace = parseAs(Workspace, 'workspace-file');
/** Text of a standard.yaml or standard.json → StandardFile, or all its problems. */
export const parseStandardFile = parseAs(StandardFile, 'standard-file');
