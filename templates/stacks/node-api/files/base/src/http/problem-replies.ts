import type { FastifyError, FastifyReply } from 'fastify';
import fastifyPlugin from 'fastify-plugin';
import { HttpProblem, problemContentType, problemOf, type Problem } from './problem.js';

/** Answers every error and every unknown route with problem details. */
export const problemReplies = fastifyPlugin(
  (app, _options, done) => {
    app.setErrorHandler((error: FastifyError | HttpProblem, request, reply) => {
      const problem = problemOf(error, pathOf(request.url));
      if (problem.status >= 500) request.log.error({ err: error }, 'request failed');
      return send(reply, problem);
    });
    app.setNotFoundHandler((request, reply) =>
      send(reply, problemOf(new HttpProblem(404, 'There is nothing at this address.'), pathOf(request.url))),
    );
    done();
  },
  { name: 'problem-replies', fastify: '5.x' },
);

function send(reply: FastifyReply, problem: Problem): FastifyReply {
  // Serialised here: the route's schema for this status may describe something else.
  return reply.code(problem.status).type(problemContentType).serializer(JSON.stringify).send(problem);
}

function pathOf(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
