import type { FileKind } from './kind';
import type { Syntax } from './tree/context';
import { yamlSyntax } from './yaml/syntax';

/** How files are understood that have a structure. */
export const syntaxes: Readonly<Partial<Record<FileKind, Syntax>>> = { yaml: yamlSyntax };
