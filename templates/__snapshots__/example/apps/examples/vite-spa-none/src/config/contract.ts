// Follows from `configuration` in service.yaml: edit it there, then run `nx sync`.
import * as v from 'valibot';

/** What /config.json must hold. Keys of other versions are ignored. */
export const Configuration = v.object({
  /** Where the API is; /v1/notes is looked for below it */
  apiUrl: v.pipe(v.string('must be an absolute address, http or https'), v.check((text) => /^https?:/i.test(text) && URL.canParse(text), 'must be an absolute address, http or https')),
  /** How long one call of the API may take, in milliseconds */
  apiTimeoutMs: v.optional(v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(100, 'must be at least 100'), v.maxValue(120000, 'must be at most 120000')), 10000),
  /** How often a call is repeated that failed and may arrive twice */
  apiRetries: v.optional(v.pipe(v.number('must be a number'), v.integer('must be a whole number'), v.minValue(0, 'must be at least 0'), v.maxValue(10, 'must be at most 10')), 2),
  /** Name of the application, as people see it */
  appTitle: v.optional(v.string('must be text'), 'Notes'),
});
export type Configuration = v.InferOutput<typeof Configuration>;

/** What each key is for. */
export const descriptions: Readonly<Partial<Record<keyof Configuration, string>>> = {
  apiUrl: 'Where the API is; /v1/notes is looked for below it',
  apiTimeoutMs: 'How long one call of the API may take, in milliseconds',
  apiRetries: 'How often a call is repeated that failed and may arrive twice',
  appTitle: 'Name of the application, as people see it',
};
