import * as v from 'valibot';

/** Problem details of RFC 9457, with validation errors as an extension member. Further members are ignored. */
export const Problem = v.object({
  type: v.optional(v.string(), 'about:blank'),
  title: v.optional(v.string()),
  detail: v.optional(v.string()),
  errors: v.fallback(
    v.optional(v.array(v.object({ pointer: v.optional(v.string()), detail: v.string() }))),
    undefined,
  ),
});
export type Problem = v.InferOutput<typeof Problem>;

/** What went wrong, for people. */
export function formatProblem(problem: Problem, status: number): string {
  const text = problem.detail ?? problem.title ?? `The server answered ${status}.`;
  const errors = (problem.errors ?? []).map(({ detail }) => detail);
  return [text, ...errors.filter((detail) => !text.includes(detail))].join(' ');
}
