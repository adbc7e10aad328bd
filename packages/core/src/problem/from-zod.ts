import type { z } from 'zod';
import type { Problem } from './problem';

/** `environments[0].name` of an issue's path; the file itself where the path is empty. */
function formatPath(path: readonly PropertyKey[]): string {
  return path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${String(key)}`))
    .join('')
    .replace(/^\./, '');
}

/** zod's issues in our words. `source` is the file or option they came from. */
export function problemsFromZod(error: z.ZodError, source: string, code: string): Problem[] {
  return error.issues.map((issue) => {
    const path = formatPath(issue.path);
    return {
      code,
      where: path ? `${source} › ${path}` : source,
      what: issue.message,
      fix: path
        ? `correct ${path}; the schema's descriptions are shown by editors and in docs/reference`
        : 'see docs/reference for the format',
    };
  });
}
