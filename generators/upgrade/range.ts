import { parseDocument } from 'yaml';
import type { Tree } from '@nx/devkit';
import { writeFiles } from '../workspace/apply';
import { readText } from '../workspace/manifests';

/** ci.yaml or service.yaml that asks for this version of its standard; comments and order stay. */
export function setRange(tree: Tree, path: string, range: string): void {
  const text = readText(tree, path) ?? '';
  const document = parseDocument(text, { logLevel: 'error', keepSourceTokens: true });
  const node = document.getIn(['standard', 'version'], true) as
    { range?: [number, number, number] } | undefined;
  if (!node?.range) return;
  const [start, end] = node.range;
  writeFiles(tree, [{ path, text: text.slice(0, start) + JSON.stringify(range) + text.slice(end) }]);
}
