import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { renderText, type TemplateData } from './text-template';

export interface TextFile {
  /** POSIX, relative to the folder. */
  readonly path: string;
  readonly text: string;
}

const listings = new Map<string, readonly string[]>();

/** npm drops .gitignore and .npmrc from packages, so a dotfile is kept as `_name`; `__name__` is no dotfile. */
const targetName = (name: string): string => name.replace(/^_(?!_)/, '.').replace(/\.ejs$/, '');

/** `src/_x.json.ejs` → `src/.x.json`. */
export const targetPath = (path: string): string => path.split('/').map(targetName).join('/');

function list(folder: string, below = ''): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = below === '' ? entry.name : `${below}/${entry.name}`;
    return entry.isDirectory() ? list(folder, path) : [path];
  });
}

function listing(folder: string): readonly string[] {
  const known = listings.get(folder) ?? list(folder).sort();
  listings.set(folder, known);
  return known;
}

/**
 * Every file below a folder: `.ejs` files rendered, others as they are.
 * @param folder absolute path
 */
export const renderTree = (folder: string, data: TemplateData): TextFile[] =>
  listing(folder).map((path) => ({
    path: targetPath(path),
    text: path.endsWith('.ejs')
      ? renderText(join(folder, path), data)
      : readFileSync(join(folder, path), 'utf8'),
  }));
