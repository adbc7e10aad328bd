import { dockerfileSyntax } from './dockerfile/syntax';
import type { FileKind } from './kind';
import { jsonSyntax } from './json/syntax';
import { linesSyntax } from './lines/syntax';
import type { Syntax } from './tree/context';
import { yamlSyntax } from './yaml/syntax';

/** How files are understood that have a structure. */
export const syntaxes: Readonly<Partial<Record<FileKind, Syntax>>> = {
  yaml: yamlSyntax,
  dockerfile: dockerfileSyntax,
  json: jsonSyntax,
  lines: linesSyntax,
};
