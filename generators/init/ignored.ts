/** What must never be committed of a workspace with services. */
const ignored = [
  'node_modules',
  'dist',
  '.nx/cache',
  '.nx/workspace-data',
  '.env',
  'coverage',
  '.ci/journal.*',
];

/** What tools of Python leave in a workspace that has any. */
export const ignoredOfPython = [
  '.venv',
  '__pycache__',
  '*.pyc',
  '*.egg-info',
  '.mypy_cache',
  '.ruff_cache',
  '.pytest_cache',
  '.coverage',
  'htmlcov',
];

const bare = (line: string): string => line.trim().replace(/^\//, '').replace(/\/$/, '');

/** .gitignore's text with the missing lines at its end. `.nx` covers what is below it. */
export function addIgnored(text: string, lines: readonly string[] = ignored): string {
  const have = new Set(text.split(/\r?\n/).map(bare));
  const missing = lines.filter((line) => !have.has(line) && !have.has(line.split('/')[0] ?? line));
  if (missing.length === 0) return text;
  const before = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  return `${before}${missing.join('\n')}\n`;
}
