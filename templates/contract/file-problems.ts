import { RelativePath, type Problem, type RenderedFile } from '@org/ci-core';
import { parseAllDocuments } from 'yaml';

const rules: readonly {
  readonly what: string;
  readonly fix: string;
  readonly broken: (file: RenderedFile, folder: string) => boolean;
}[] = [
  {
    what: 'leaves its folder',
    fix: 'render below the service, or below the workspace',
    broken: ({ path }, folder) =>
      !RelativePath.safeParse(path).success || (folder !== '' && !path.startsWith(`${folder}/`)),
  },
  { what: 'has a carriage return', fix: 'end lines with LF', broken: ({ text }) => text.includes('\r') },
  {
    what: 'does not end with exactly one newline',
    fix: 'end the text with one LF',
    broken: ({ text }) => !text.endsWith('\n') || text.endsWith('\n\n'),
  },
  {
    what: 'has trailing spaces',
    fix: 'remove them',
    broken: ({ path, text }) => !path.endsWith('.md') && /[ \t]$/m.test(text),
  },
  {
    what: 'has a placeholder that nothing filled',
    fix: 'give the template its value',
    broken: ({ text }) => /<%|%>|\bundefined\b(?=["'/:])|\[object Object\]|__[A-Z_]+__/.test(text),
  },
  {
    what: 'is not JSON',
    fix: 'make it JSON',
    broken: ({ path, text }) => path.endsWith('.json') && !isJson(text),
  },
  {
    what: 'is not YAML 1.2',
    fix: 'build it from objects',
    broken: ({ path, text }) => /\.ya?ml$/.test(path) && !isYaml(text),
  },
];

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const isYaml = (text: string): boolean => {
  const documents = parseAllDocuments(text, { version: '1.2', strict: true, uniqueKeys: true });
  return (
    'every' in documents && documents.every(({ errors, warnings }) => errors.length + warnings.length === 0)
  );
};

/** What is wrong with one rendered file by itself. */
export const fileProblems = (file: RenderedFile, folder: string): Problem[] =>
  rules
    .filter(({ broken }) => broken(file, folder))
    .map(({ what, fix }) => ({ code: 'contract', where: file.path, what, fix }));
