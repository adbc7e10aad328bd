import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(__dirname, '../..');
const skipped = new Set(['node_modules', 'dist', 'files', '__snapshots__', '.git', '.nx']);
/** Written while packing, from docs/ (packages/ci/pack-docs.mjs). */
const packed = 'packages/ci/docs';

function pages(folder = ''): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return skipped.has(entry.name) || path === packed ? [] : pages(path);
    return entry.name.endsWith('.md') ? [path] : [];
  });
}

/** Relative targets of a page's links, without fragments. */
const linksOf = (text: string): string[] =>
  [...text.matchAll(/\]\((?![a-z]+:|#)([^)\s#]+)[^)]*\)/g)].map(([, target]) => target ?? '');

/** From the repository's root. */
const targetOf = (page: string, link: string): string => {
  const target = join(dirname(page), link);
  return target.startsWith(`${packed}/`) ? target.slice('packages/ci/'.length) : target;
};

describe('every link of a page', () => {
  it('leads to a file of this repository', () => {
    const links = pages().flatMap((page) =>
      linksOf(readFileSync(join(root, page), 'utf8')).map((link) => ({ page, link })),
    );
    expect(links.length).toBeGreaterThan(30);
    const dead = links.filter(({ page, link }) => !existsSync(join(root, targetOf(page, link))));
    expect(dead).toEqual([]);
  });

  it('is found, also behind a title or before a fragment', () => {
    expect(linksOf('[a](x.md) [b](../y.md#z "t") [c](https://a.b) [d](#e)')).toEqual(['x.md', '../y.md']);
  });
});
