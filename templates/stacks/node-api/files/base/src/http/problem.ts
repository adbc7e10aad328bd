import type { FastifyError } from 'fastify';
import { STATUS_CODES } from 'node:http';
import Type, { type Static } from 'typebox';

/** Problem details of RFC 9457, with the validation errors as an extension member. */
export type Problem = Static<typeof Problem>;
export const Problem = Type.Object({
  type: Type.String(),
  title: Type.String(),
  status: Type.Integer(),
  detail: Type.Optional(Type.String()),
  instance: Type.Optional(Type.String()),
  errors: Type.Optional(Type.Array(Type.Object({ pointer: Type.String(), detail: Type.String() }))),
});

export const problemContentType = 'application/problem+json';

/** Thrown by routes; its text is meant for the client. */
export class HttpProblem extends Error {
  constructor(
    readonly status: number,
    detail: string,
  ) {
    super(detail);
    this.name = 'HttpProblem';
  }
}

export function problemOf(error: FastifyError | HttpProblem, instance: string): Problem {
  if (error instanceof HttpProblem) return problem(error.status, instance, error.message);
  if (error.validation) {
    const errors = error.validation.map(({ instancePath, message }) => ({
      pointer: `#/${error.validationContext ?? 'request'}${instancePath}`,
      detail: message ?? 'is not valid',
    }));
    return { ...problem(400, instance, error.message), errors };
  }
  const status = error.statusCode ?? 500;
  // What went wrong inside is for the log, not for the client.
  return status >= 500 ? problem(500, instance) : problem(status, instance, error.message);
}

function problem(status: number, instance: string, detail?: string): Problem {
  const title = STATUS_CODES[status] ?? 'Error';
  return { type: 'about:blank', title, status, instance, ...(detail === undefined ? {} : { detail }) };
}
