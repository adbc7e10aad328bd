import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ProblemError } from '@org/ci-core';
import { parse } from 'yaml';
import { cached } from '../rig/os/cache.js';
import { exec } from '../rig/os/exec.js';

/** Go modules that carry the definitions of custom kinds. `sum` is the module's hash (go.sum's h1). */
const modules = [
  {
    path: 'sigs.k8s.io/gateway-api',
    version: 'v1.4.0',
    sum: 'h1:ZwlNM6zOHq0h3WUX2gfByPs2yAEsy/EenYJB78jpQfQ=',
    folder: 'config/crd/standard',
  },
  {
    path: 'github.com/external-secrets/external-secrets',
    version: 'v0.20.4',
    sum: 'h1:HhNAjWfFEshhItphr28SGsHzf2bUP7uDAOVLg76uNAg=',
    folder: 'config/crds/bases',
  },
] as const;

type Schema = Record<string, unknown>;
interface Definition {
  readonly kind: string;
  readonly spec: {
    readonly group: string;
    readonly names: { readonly kind: string };
    readonly versions: readonly {
      readonly name: string;
      readonly schema: { readonly openAPIV3Schema: Schema };
    }[];
  };
}

/** Folder with a strict JSON Schema for every custom kind that we render, named as kubeconform asks for it. */
export const customSchemas = (): Promise<string> =>
  cached('judges-custom-schemas', { modules, revision: 1 }, async (draft) => {
    for (const module of modules) {
      for (const file of await definitionFiles(module)) {
        for (const [name, schema] of schemasOf(await readFile(file, 'utf8'))) {
          await mkdir(draft, { recursive: true });
          await writeFile(join(draft, name), JSON.stringify(schema));
        }
      }
    }
  });

async function definitionFiles({ path, version, sum, folder }: (typeof modules)[number]): Promise<string[]> {
  const answer = await exec('go', ['mod', 'download', '-json', `${path}@${version}`]);
  const { Dir, Sum } = JSON.parse(answer) as { Dir: string; Sum: string };
  if (Sum !== sum) {
    const what = `its hash is ${Sum}, not ${sum}`;
    throw new ProblemError({
      code: 'E2E_MODULE_HASH',
      where: `${path}@${version}`,
      what,
      fix: 'do not use it',
    });
  }
  const names = await readdir(join(Dir, folder));
  return names.filter((name) => name.endsWith('.yaml')).map((name) => join(Dir, folder, name));
}

/** CustomResourceDefinition → file name and schema of each of its versions. */
export function schemasOf(text: string): [string, Schema][] {
  const definition = parse(text) as Definition | null;
  if (definition?.kind !== 'CustomResourceDefinition') return [];
  const { group, names, versions } = definition.spec;
  return versions.map(({ name, schema }) => [
    `${names.kind.toLowerCase()}-${group.split('.')[0] ?? group}-${name}.json`,
    strict(schema.openAPIV3Schema) as Schema,
  ]);
}

/** Kubernetes' dialect of OpenAPI 3 as JSON Schema in which an unknown field is an error, as the API server has it with strict validation. */
export function strict(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(strict);
  if (!isMap(schema)) return schema;
  const copy = Object.fromEntries(Object.entries(schema).map(([key, value]) => [key, strict(value)]));
  if (copy['x-kubernetes-int-or-string'] === true) delete copy.type;
  if (isClosed(copy)) copy.additionalProperties = false;
  if (copy.nullable === true && typeof copy.type === 'string') copy.type = [copy.type, 'null'];
  return copy;
}

/** An object that lists its properties and does not say that it takes others. */
const isClosed = (schema: Schema): boolean =>
  schema.type === 'object' &&
  isMap(schema.properties) &&
  !('additionalProperties' in schema) &&
  schema['x-kubernetes-preserve-unknown-fields'] !== true;

const isMap = (value: unknown): value is Schema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
