import { parse } from 'yaml';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};

/** Names in `needs` or `depends_on`: one, a list, or the keys of a mapping. */
function namesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.map(String) : Object.keys(fieldsOf(value));
}

function read(text: string): Fields {
  try {
    return fieldsOf(parse(text, { logLevel: 'error' }));
  } catch {
    return {};
  }
}

/** Entries of a group that need others which are not among them. */
const lostEntries = (group: Fields, key: string): string[] =>
  Object.values(group).flatMap((one) =>
    namesIn(fieldsOf(one)[key]).flatMap((name) => (Object.hasOwn(group, name) ? [] : [`${key} ${name}`])),
  );

const stepReference = /\bsteps(?:\.([A-Za-z_][\w-]*)|\['([^']+)'\])\.(?:outputs|outcome|conclusion)\b/g;
const needReference = /\bneeds(?:\.([A-Za-z_][\w-]*)|\['([^']+)'\])\.(?:outputs|result)\b/g;

/** Steps and jobs that the expressions of one job ask for, and that it does not have or need. */
function lostReferences(job: unknown): string[] {
  const { steps, needs } = fieldsOf(job);
  const text = JSON.stringify(job);
  const ids = new Set(Array.isArray(steps) ? steps.map((step) => fieldsOf(step).id) : []);
  const needed = new Set(namesIn(needs));
  const missing = (pattern: RegExp, known: ReadonlySet<unknown>): string[] =>
    [...text.matchAll(pattern)].flatMap(([whole, name, quoted]) =>
      known.has(name ?? quoted) ? [] : [whole],
    );
  return [...missing(stepReference, ids), ...missing(needReference, needed)];
}

/** What a workflow or compose file refers to within itself and does not have. */
function lostIn(text: string): ReadonlySet<string> {
  const { jobs, services } = read(text);
  const references = Object.values(fieldsOf(jobs)).flatMap(lostReferences);
  const entries = [...lostEntries(fieldsOf(jobs), 'needs'), ...lostEntries(fieldsOf(services), 'depends_on')];
  return new Set([...entries, ...references]);
}

const refers = /^\s*(?:needs|depends_on):|\b(?:steps|needs)[.[]/m;

/** Whether nothing in a merged file refers to a job, step or service that one side removed or renamed. */
export function hasItsEntries(merged: string, sides: readonly string[]): boolean {
  if (!refers.test(merged)) return true;
  const lost = [...lostIn(merged)];
  return lost.length === 0 || lost.every((one) => sides.some((side) => lostIn(side).has(one)));
}
