import { parseDocument } from 'yaml';
import type { Tree } from '@nx/devkit';
import { writeFiles } from '../workspace/apply';
import { readText } from '../workspace/manifests';

const quotes: Readonly<Record<string, string>> = { PLAIN: '', QUOTE_SINGLE: "'", QUOTE_DOUBLE: '"' };

/** ci.yaml or service.yaml that asks for this version of its standard; comments, order and quotes stay. */
export function setRange(tree: Tree, path: string, range: string): void {
  const text = readText(tree, path) ?? '';
  const document = parseDocument(text, { logLevel: 'error', keepSourceTokens: true });
  const node = document.getIn(['standard', 'version'], true) as
    { range?: [number, number, number]; type?: string } | undefined;
  if (!node?.range) return;
  const [start, end] = node.range;
  const quote = quotes[node.type ?? ''] ?? '"';
  writeFiles(tree, [{ path, text: text.slice(0, start) + quote + range + quote + text.slice(end) }]);
}
