import { scanDockerfile } from './scan';

/** Stages of a Dockerfile, and the names that its instructions take files or bases from, in lower case. */
interface References {
  readonly stages: ReadonlySet<string>;
  readonly used: ReadonlySet<string>;
}

const from = /(?:--from=|[,=]from=)["']?([\w.-]+)/g;
const based = /^\s*(?:--\S+\s+)*(\S+)(?:\s+as\s+(\S+))?/i;

function referencesOf(text: string): References {
  const [stages, used] = [new Set<string>(), new Set<string>()];
  for (const { keyword, keywordEnd, textEnd } of scanDockerfile(text) ?? []) {
    const words = text.slice(keywordEnd, textEnd);
    const [, image, name] = keyword === 'FROM' ? (based.exec(words) ?? []) : [];
    if (image !== undefined) used.add(image.toLowerCase());
    if (name !== undefined) stages.add(name.toLowerCase());
    for (const [, stage = ''] of words.matchAll(from)) used.add(stage.toLowerCase());
  }
  return { stages, used };
}

const missing = ({ stages, used }: References, known: ReadonlySet<string>): string[] =>
  [...used].filter((name) => known.has(name) && !stages.has(name));

/**
 * Whether every stage that something refers to is still there: one side may have renamed or removed it, and the other may
 * use it anew. What one of the sides lacks already is its own matter.
 */
export function hasItsStages(merged: string, sides: readonly string[]): boolean {
  const all = sides.map(referencesOf);
  const known = new Set(all.flatMap(({ stages }) => [...stages]));
  const before = new Set(all.flatMap((one) => missing(one, known)));
  return missing(referencesOf(merged), known).every((name) => before.has(name));
}
