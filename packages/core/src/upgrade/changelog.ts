import { compareVersions } from '../pins/compare-versions';

/** One release of a changelog. */
export interface Release {
  readonly version: string;
  /** Markdown below the heading, trimmed. */
  readonly text: string;
}

/** `## [2.0.0] - 2026-11-21`, `## 2.0.0 (2026-11-21)`: Keep a Changelog's headings, and those of `nx release`. */
const heading = /^#{1,3}\s+\[?v?(\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?)\]?[^\n]*$/gm;

/** Releases of a changelog's text, in its order. */
export function parseChangelog(text: string): Release[] {
  const found = [...text.replaceAll('\r\n', '\n').matchAll(heading)];
  return found.map((match, index) => {
    const start = match.index + match[0].length;
    const end = found[index + 1]?.index ?? text.length;
    return { version: match[1] ?? '', text: text.slice(start, end).trim() };
  });
}

/** What was released after one version, up to another; newest first. */
export const releasesBetween = (text: string, from: string, to: string): Release[] =>
  parseChangelog(text.replaceAll('\r\n', '\n'))
    .filter(({ version }) => compareVersions(version, from) > 0 && compareVersions(version, to) <= 0)
    .sort((a, b) => compareVersions(b.version, a.version));
