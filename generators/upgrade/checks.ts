import { parseAllDocuments } from 'yaml';
import type { FileWrite, Problem } from '@org/ci-core';

const isStructured = (path: string): boolean => /\.(ya?ml|json)$/.test(path) && !path.startsWith('.ci/');

function errorIn(text: string): string | undefined {
  const documents = parseAllDocuments(text, { uniqueKeys: true, logLevel: 'error' });
  const errors = Array.isArray(documents) ? documents.flatMap(({ errors }) => errors) : [];
  return errors[0]?.message.split('\n')[0];
}

/** What an upgrade would write is read again before it is written: YAML 1.2, and JSON, which is a part of it. */
export function checkWrites(writes: readonly FileWrite[]): {
  readonly passed: readonly string[];
  readonly problems: readonly Problem[];
} {
  const files = writes.filter(({ path }) => isStructured(path));
  const problems = files.flatMap(({ path, text }): Problem[] => {
    const what = errorIn(text);
    return what === undefined
      ? []
      : [{ code: 'upgrade-unreadable', where: path, what, fix: 'restore the file from version control' }];
  });
  const passed =
    files.length === 0
      ? []
      : [
          `${files.length - problems.length} of ${files.length} YAML and JSON files that were written can be read`,
        ];
  return { passed, problems };
}
