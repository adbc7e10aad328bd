import { readFileSync } from 'node:fs';
import { compile, type TemplateFunction } from 'ejs';

/** What a template may use: named values only, so that a misspelt name is an error and not an empty string. */
export type TemplateData = Readonly<Record<string, unknown>>;

const compiled = new Map<string, TemplateFunction>();

/** EJS compiles in about a millisecond, so each file is compiled once, when it is first needed. */
function templateOf(file: string): TemplateFunction {
  const known = compiled.get(file) ?? compile(readFileSync(file, 'utf8'), { filename: file, cache: true });
  compiled.set(file, known);
  return known;
}

/**
 * Text of one template file. Write values with `<%- %>`: `<%= %>` escapes for HTML.
 * @param file absolute path of an EJS file
 */
export const renderText = (file: string, data: TemplateData): string => templateOf(file)(data);
