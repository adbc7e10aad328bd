import { Document } from 'yaml';
import { toNode } from './node';
import type { YamlValue } from './value';

export interface YamlFile {
  /** Comment lines at the top of the file. */
  readonly header?: string;
  readonly plainKeys?: readonly string[];
}

/** Comment lines of a header; an empty line stays a bare `#`, so that the block is one. */
const headerText = (header: string | undefined): string =>
  (header === undefined ? [] : header.split('\n'))
    .map((line) => (line === '' ? '#\n' : `# ${line}\n`))
    .join('');

/**
 * Plain data → text of one YAML 1.2 document: keys in the order given, no line folding, multi-line strings as literal
 * blocks, final newline. The same value gives the same bytes.
 */
export function formatYaml(value: YamlValue, file: YamlFile = {}): string {
  const document = new Document(null, { version: '1.2', schema: 'core' });
  document.contents = toNode(value, new Set(file.plainKeys));
  const text = document.toString({
    lineWidth: 0,
    blockQuote: 'literal',
    singleQuote: true,
    flowCollectionPadding: false,
  });
  return `${headerText(file.header)}${text}`;
}

/** Several documents in one file, separated by `---`. */
export const formatYamlStream = (values: readonly YamlValue[], file: YamlFile = {}): string =>
  values
    .map((value, index) => formatYaml(value, index === 0 ? file : { plainKeys: file.plainKeys ?? [] }))
    .join('---\n');
