import { parseAllDocuments } from 'yaml';
import { kindOf } from '../merge/kind';
import { syntaxes } from '../merge/syntaxes';
import type { Problem } from '../problem/problem';
import type { FileWrite } from '../reconcile/outcome';

/** Whether a write is a YAML or JSON file: merge bases and locks have names of their own. */
export const isDocument = ({ path }: FileWrite): boolean => ['yaml', 'json'].includes(kindOf(path));

function errorIn(path: string, text: string): string | undefined {
  if (kindOf(path) === 'json') return syntaxes.json?.parse(text) ? undefined : 'is no JSON';
  const documents = parseAllDocuments(text, { logLevel: 'error' });
  const errors = Array.isArray(documents) ? documents.flatMap((one) => one.errors) : [];
  const message = errors[0]?.message.split('\n')[0];
  return message === undefined ? undefined : `is no YAML: ${message}`;
}

/**
 * YAML 1.2 and JSON files that could not be read any more once they are written: a template of the standard is wrong. One
 * that cannot be read as it is now is its user's matter.
 * @param read text of a file as it is; undefined where there is none
 */
export function unreadable(
  writes: readonly FileWrite[],
  read: (path: string) => string | undefined,
): Problem[] {
  return writes.filter(isDocument).flatMap(({ path, text }): Problem[] => {
    const what = errorIn(path, text);
    const now = what === undefined ? undefined : read(path);
    if (what === undefined || (now !== undefined && errorIn(path, now) !== undefined)) return [];
    const fix = 'correct the template or the overrides that it comes from';
    return [{ code: 'upgrade-unreadable', where: path, what: `would be written so that it ${what}`, fix }];
  });
}
