import { readFile, readdir, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { cached } from '../rig/os/cache.js';
import { pythonEnvironment } from './python.js';

export const kubernetesVersion = '1.37.0';

/** What makes kubeconform strict and independent of the network: unknown fields and unknown kinds are errors. */
export async function kubeconformArguments(): Promise<string[]> {
  const file =
    '{{ .NormalizedKubernetesVersion }}{{ .StrictSuffix }}/{{ .ResourceKind }}{{ .KindSuffix }}.json';
  const location = `${await kubernetesSchemas()}/${file}`;
  return [
    '-strict',
    '-kubernetes-version',
    kubernetesVersion,
    '-schema-location',
    location,
    '-output',
    'json',
  ];
}

/** Folder of JSON Schemas as kubeconform names them, made from those inside kubernetes-validate. */
export async function kubernetesSchemas(): Promise<string> {
  const environment = await pythonEnvironment('requirements');
  return cached('judges-kubernetes-schemas', { environment, revision: 1 }, async (draft) => {
    const source = await schemaSource(environment);
    const target = join(draft, `v${kubernetesVersion}-strict`);
    await mkdir(target);
    for (const name of await readdir(source)) {
      const text = await readFile(join(source, name), 'utf8');
      await writeFile(join(target, name), name.endsWith('.json') ? relocateSchema(text) : text);
    }
  });
}

/** Without the identity that makes references absolute, they are found beside the file. */
export function relocateSchema(text: string): string {
  const schema = JSON.parse(text) as Record<string, unknown>;
  delete schema.$id;
  return JSON.stringify(schema).replaceAll('/api/_definitions.json', '_definitions.json');
}

async function schemaSource(environment: string): Promise<string> {
  const lib = join(environment, 'lib');
  const python = (await readdir(lib)).find((name) => name.startsWith('python')) ?? '';
  const packages = join(lib, python, 'site-packages/kubernetes_validate');
  return join(packages, 'kubernetes-json-schema', `v${kubernetesVersion}-local-strict`);
}
