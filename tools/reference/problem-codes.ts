import ts from 'typescript';

/** A source file's text by its path. */
export type Sources = ReadonlyMap<string, string>;

/** Every code that a message can carry, as the sources write them: `code:` of an object, and arguments of parameters called `code`. */
export function problemCodes(sources: Sources): string[] {
  const files = [...sources].map(([path, text]) =>
    ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true),
  );
  const everywhere = files.flatMap((file) => codeTakers(file)).filter(([, index]) => index >= 0);
  // A file's own function is meant before another file's of the same name.
  const codes = files.flatMap((file) => codesIn(file, new Map([...everywhere, ...codeTakers(file)])));
  return [...new Set(codes)].sort();
}

function nodesOf(file: ts.SourceFile): ts.Node[] {
  const found: ts.Node[] = [];
  const visit = (node: ts.Node): void => {
    found.push(node);
    node.forEachChild(visit);
  };
  visit(file);
  return found;
}

/** Functions by name, with the place of the parameter that is a code: -1 where there is none. */
function codeTakers(file: ts.SourceFile): [string, number][] {
  return nodesOf(file).flatMap((node): [string, number][] => {
    if (!ts.isFunctionLike(node)) return [];
    const index = node.parameters.findIndex(({ name }) => name.getText(file) === 'code');
    const named = ts.isVariableDeclaration(node.parent) ? node.parent.name : node.name;
    return named === undefined ? [] : [[named.getText(file), index]];
  });
}

function codesIn(file: ts.SourceFile, takers: ReadonlyMap<string, number>): string[] {
  return nodesOf(file).flatMap((node) => {
    const code = codeNode(node, file, takers);
    return code ? literals(code) : [];
  });
}

function codeNode(
  node: ts.Node,
  file: ts.SourceFile,
  takers: ReadonlyMap<string, number>,
): ts.Node | undefined {
  if (ts.isPropertyAssignment(node)) return node.name.getText(file) === 'code' ? node.initializer : undefined;
  if (ts.isTypeAliasDeclaration(node)) return node.name.text.endsWith('Code') ? node.type : undefined;
  if (!ts.isCallExpression(node)) return undefined;
  return node.arguments[takers.get(node.expression.getText(file)) ?? -1];
}

/** The strings that an expression or a type can be; a template keeps its `${…}`. */
function literals(node: ts.Node): string[] {
  if (ts.isStringLiteralLike(node)) return [node.text];
  if (ts.isTemplateExpression(node)) return [node.getText().slice(1, -1)];
  if (ts.isConditionalExpression(node)) return [...literals(node.whenTrue), ...literals(node.whenFalse)];
  if (ts.isBinaryExpression(node)) return [...literals(node.left), ...literals(node.right)];
  if (ts.isParenthesizedExpression(node)) return literals(node.expression);
  if (ts.isLiteralTypeNode(node)) return literals(node.literal);
  if (ts.isUnionTypeNode(node)) return node.types.flatMap(literals);
  return [];
}
