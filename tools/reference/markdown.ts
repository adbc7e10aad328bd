/** The part of JSON Schema (2020-12) that our options and manifests use. */
export interface JsonSchema {
  readonly type?: string;
  readonly description?: string;
  readonly default?: unknown;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  /** Generators: checked by our own parser and not by Nx. */
  readonly 'x-required'?: readonly string[];
  readonly items?: JsonSchema;
  readonly anyOf?: readonly JsonSchema[];
  readonly additionalProperties?: JsonSchema | boolean;
}

export interface Row {
  readonly path: string;
  readonly type: string;
  readonly required: boolean;
  readonly fallback: string;
  readonly description: string;
}

function typeOf(schema: JsonSchema): string {
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  // beside a type it is there for Nx: see executorSchema
  if (schema.anyOf && schema.type === undefined) return schema.anyOf.map(typeOf).join(' or ');
  if (schema.type === 'array') return `list of ${schema.items ? typeOf(schema.items) : 'anything'}`;
  return schema.type ?? 'anything';
}

const childrenOf = (schema: JsonSchema, path: string): Row[] => {
  if (schema.properties) return rowsOf(schema, `${path}.`);
  if (schema.items?.properties) return rowsOf(schema.items, `${path}[].`);
  if (typeof schema.additionalProperties === 'object') {
    const below = schema.additionalProperties;
    return below.properties ? rowsOf(below, `${path}.<name>.`) : [];
  }
  return [];
};

/** Every property of an object schema, nested ones after their parent with their whole path. */
export function rowsOf(schema: JsonSchema, prefix = ''): Row[] {
  return Object.entries(schema.properties ?? {})
    .filter(([name]) => name !== '$schema')
    .flatMap(([name, property]) => {
      const path = `${prefix}${name}`;
      const row: Row = {
        path,
        type: typeOf(property),
        required:
          (schema.required ?? schema['x-required'] ?? []).includes(name) && property.default === undefined,
        fallback: property.default === undefined ? '' : JSON.stringify(property.default),
        // the page marks it itself
        description: (property.description ?? '').replace(/ \(required\)$/, ''),
      };
      return [row, ...childrenOf(property, path)];
    });
}

/** A pipe ends a cell even inside code. */
const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('\n', ' ');
const code = (text: string): string => (text ? `\`${cell(text)}\`` : '');

/** One page of reference: title, description, table. `before` and `after` are hand-written Markdown. */
export function formatReference(title: string, schema: JsonSchema, after = ''): string {
  const rows = rowsOf(schema).map(
    ({ path, type, required, fallback, description }) =>
      `| ${code(path)}${required ? ' *' : ''} | ${cell(type)} | ${code(fallback)} | ${cell(description)} |`,
  );
  const table =
    rows.length > 0
      ? ['| name | type | default | what it is |', '|---|---|---|---|', ...rows, '', '\\* required']
      : ['No options.'];
  const page = [
    `# ${title}`,
    '',
    '<!-- Generated from the schema by `npm run schemas`: edit the schema, not this page. -->',
    '',
    schema.description ?? '',
    '',
    ...table,
    '',
    after,
  ];
  return `${page.join('\n').trimEnd()}\n`;
}
