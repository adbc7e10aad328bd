import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import fastify, { LogController, type FastifyBaseLogger, type FastifyInstance } from 'fastify';
import { randomUUID } from 'node:crypto';
import type { AllowedOrigin } from '../config/origins.js';
import { healthRoutes } from '../health/health-routes.js';
import type { Dependency } from '../lifecycle/dependency.js';
import type { Lifecycle } from '../lifecycle/lifecycle.js';
import { metrics } from '../metrics/metrics.js';
import type { NoteRepository } from '../notes/note-repository.js';
import { noteRoutes } from '../notes/note-routes.js';
import { crossOrigin } from './cross-origin.js';
import { openapi } from './openapi.js';
import { problemReplies } from './problem-replies.js';

/** What probes and scrapers ask every few seconds would drown the log. */
const polled = /^\/(?:health\/|metrics$)/;

export interface AppParts {
  readonly logger: FastifyBaseLogger;
  readonly lifecycle: Lifecycle;
  readonly dependencies: readonly Dependency[];
  readonly notes: NoteRepository;
  readonly origins: readonly AllowedOrigin[];
}

/** Assembles the server from its parts; it listens nowhere yet. */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: parts.logger,
    logController: new LogController({ disableRequestLogging: ({ url }) => polled.test(url) }),
    genReqId: () => randomUUID(),
    requestTimeout: 30_000,
    ajv: { customOptions: { removeAdditional: false, coerceTypes: 'array' } },
  }).withTypeProvider<TypeBoxTypeProvider>();

  await app.register(problemReplies);
  await app.register(metrics);
  await app.register(crossOrigin, { origins: parts.origins });
  await app.register(openapi);
  await app.register(healthRoutes, parts);
  await app.register(noteRoutes, { prefix: '/v1/notes', notes: parts.notes });
  return app;
}
