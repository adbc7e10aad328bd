import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stacks } from '@org/ci-templates';
import * as prettier from 'prettier';
import { formatReference, type JsonSchema } from './markdown';

interface TextFile {
  readonly path: string;
  readonly text: string;
}

interface Page {
  readonly path: string;
  readonly title: string;
  /** Hand-written text beside the code that it explains. */
  readonly notes: string;
}

/** `executors/image/schema.json` → its page; a manifest's schema is called by its file's name. */
export function pageOf(schemaPath: string): Page {
  const [collection = '', name = ''] = schemaPath.split('/');
  if (collection === 'packages') {
    const manifest = schemaPath.replace(/^.*\/|\.json$/g, '');
    return {
      path: `docs/reference/${manifest}-yaml.md`,
      title: `${manifest}.yaml`,
      notes: `packages/ci/schemas/${manifest}.md`,
    };
  }
  const title = collection === 'generators' ? `nx g @org/ci:${name}` : `Executor @org/ci:${name}`;
  return { path: `docs/reference/${collection}/${name}.md`, title, notes: `${collection}/${name}/README.md` };
}

const formatPage = (text: string): Promise<string> =>
  prettier.format(text, { parser: 'markdown', printWidth: 110 });

function indexPage(pages: readonly Page[]): string {
  const lines = pages.map(({ path, title }) => `- [${title}](${path.replace('docs/reference/', '')})`);
  return ['# Reference', '', 'Generated from the schemas (`npm run schemas`).', '', ...lines, ''].join('\n');
}

/** A note's links as those of its page: docs/ is nearer, and a neighbour's note is a page of its own. */
const relink = (notes: string): string =>
  notes.replaceAll('](../../docs/', '](../../').replaceAll(/\]\(\.\.\/([a-z-]+)\/README\.md\)/g, ']($1.md)');

/** A stack explains itself in its own folder. */
const stackPages = (root: string): (Page & { readonly text: string })[] =>
  stacks.map(({ id }) => {
    const notes = `templates/stacks/${id}/README.md`;
    const path = `docs/reference/stacks/${id}.md`;
    return { path, title: `Stack ${id}`, notes, text: readFileSync(join(root, notes), 'utf8') };
  });

/** Every page of docs/reference, from JSON Schemas that were made from zod. `root` is the repository's absolute path. */
export async function referenceFiles(root: string, schemas: readonly TextFile[]): Promise<TextFile[]> {
  const pages = schemas.map(({ path, text }) => ({
    page: pageOf(path),
    schema: JSON.parse(text) as JsonSchema,
  }));
  const written = pages.map(async ({ page, schema }) => {
    const notes = existsSync(join(root, page.notes)) ? readFileSync(join(root, page.notes), 'utf8') : '';
    return { path: page.path, text: await formatPage(formatReference(page.title, schema, relink(notes))) };
  });
  const stackFiles = stackPages(root);
  const index = {
    path: 'docs/reference/README.md',
    text: await formatPage(indexPage([...pages.map(({ page }) => page), ...stackFiles])),
  };
  const copied = stackFiles.map(async ({ path, text }) => ({ path, text: await formatPage(text) }));
  return [index, ...(await Promise.all([...written, ...copied]))];
}
