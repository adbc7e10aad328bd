import * as v from 'valibot';
import { Configuration, descriptions } from './contract';

export interface ConfigurationProblem {
  /** Key of config.json; the file itself where it cannot be read. */
  readonly key: string;
  readonly problem: string;
  /** What the key is for. */
  readonly description?: string;
}

export type Parsed =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

const describe = (key: string): Pick<ConfigurationProblem, 'description'> => {
  const description = new Map<string, string>(Object.entries(descriptions)).get(key);
  return description === undefined ? {} : { description };
};

function problemOf(issue: v.BaseIssue<unknown>): ConfigurationProblem {
  const key = v.getDotPath(issue);
  if (key === null) return { key: 'config.json', problem: 'must be a JSON object' };
  return { key, problem: issue.input === undefined ? 'is missing' : issue.message, ...describe(key) };
}

/** Holds a document against the contract: defaults applied, or every problem at once. */
export function parseConfiguration(document: unknown): Parsed {
  const { success, output, issues } = v.safeParse(Configuration, document);
  return success ? { ok: true, configuration: output } : { ok: false, problems: issues.map(problemOf) };
}
