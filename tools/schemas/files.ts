import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Service, StandardFile, Workspace } from '@org/ci-core';
import { stacks } from '@org/ci-templates';
import * as prettier from 'prettier';
import { z } from 'zod';
import { CommonOptions } from '../../executors/frame/options';
import { executorSchema, generatorSchema, manifestSchema } from './nx-schema';

type Json = Record<string, unknown>;
type Collection = Record<string, Record<string, { readonly description: string }>>;

interface SchemaFile {
  readonly path: string;
  readonly text: string;
}

/** As the repository's formatter wants it: the test compares text. */
const format = (schema: Json): Promise<string> =>
  prettier.format(JSON.stringify(schema, null, 2), { parser: 'json', printWidth: 110 });

/** The one zod object that an options.ts exports. */
async function optionsOf(file: string): Promise<z.ZodObject> {
  const exported = (await import(pathToFileURL(file).href)) as Json;
  const found = Object.entries(exported).find(
    ([name, value]) => name.endsWith('Options') && value instanceof z.ZodObject,
  );
  if (!found) throw new Error(`${file} exports no zod object whose name ends with Options`);
  return found[1] as z.ZodObject;
}

/** The choices of a prompt, and what --help says, come from the default standard's stacks; others are not refused. */
function withStacks(schema: Json): Json {
  const properties = schema.properties as Record<string, Json> | undefined;
  const stack = properties?.stack;
  const prompt = stack?.['x-prompt'] as Json | undefined;
  const offered = stacks.filter(({ adopts }) => adopts === undefined);
  const known = offered.map(({ id, title }) => `${id} (${title})`).join(', ');
  if (stack) {
    const [words = '', mark = ''] = String(stack.description).split(/(?= \(required\)$)/);
    stack.description = `${words}: ${known}, or one of your own standard’s${mark}`;
  }
  if (prompt) prompt.items = offered.map(({ id, title }) => ({ value: id, label: title }));
  return schema;
}

/** Names that a collection of @org/ci shows to Nx, as far as their options are written. */
function namesOf(root: string, folder: string): string[] {
  const file = join(root, 'packages/ci', `${folder}.json`);
  const { [folder]: entries } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, object>;
  return Object.keys(entries ?? {}).filter((name) => existsSync(join(root, folder, name, 'options.ts')));
}

/** What --help says of an executor or a generator: the collection's own words. */
function descriptionOf(root: string, folder: string, name: string): string {
  const file = join(root, 'packages/ci', `${folder}.json`);
  const { [folder]: entries } = JSON.parse(readFileSync(file, 'utf8')) as Collection;
  return entries?.[name]?.description ?? '';
}

async function optionSchemas(root: string, folder: 'generators' | 'executors'): Promise<SchemaFile[]> {
  return Promise.all(
    namesOf(root, folder).map(async (name) => {
      const options = await optionsOf(join(root, folder, name, 'options.ts'));
      const schema =
        folder === 'executors'
          ? executorSchema(`@org/ci:${name}`, options.extend(CommonOptions.shape), {
              description: descriptionOf(root, folder, name),
              version: 2,
              outputCapture: 'direct-nodejs',
            })
          : withStacks(generatorSchema(`@org/ci:${name}`, options));
      const text = await format(schema);
      return { path: `${folder}/${name}/schema.json`, text };
    }),
  );
}

/** Every JSON Schema of the repository, from its zod source. `root` is the repository's absolute path. */
export async function schemaFiles(root: string): Promise<SchemaFile[]> {
  return [
    ...(await optionSchemas(root, 'generators')),
    ...(await optionSchemas(root, 'executors')),
    { path: 'packages/ci/schemas/service.json', text: await format(manifestSchema('service.yaml', Service)) },
    {
      path: 'packages/ci/schemas/standard.json',
      text: await format(manifestSchema('standard.yaml', StandardFile)),
    },
    { path: 'packages/ci/schemas/ci.json', text: await format(manifestSchema('ci.yaml', Workspace)) },
  ];
}
