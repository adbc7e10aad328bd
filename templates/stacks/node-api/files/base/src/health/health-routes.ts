import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import Type from 'typebox';
import type { Dependency } from '../lifecycle/dependency.js';
import type { Lifecycle } from '../lifecycle/lifecycle.js';

const checkTimeoutMs = 2_000;

const CheckResult = Type.Enum(['ok', 'failed']);
const Liveness = Type.Object({ status: Type.Literal('ok') });
const Readiness = Type.Object({
  status: Type.Enum(['ok', 'stopping', 'failed']),
  checks: Type.Record(Type.String(), CheckResult),
});

export interface HealthOptions {
  readonly lifecycle: Lifecycle;
  readonly dependencies: readonly Dependency[];
}

export const healthRoutes: FastifyPluginAsyncTypebox<HealthOptions> = async (app, options) => {
  // Liveness asks no dependency: a restart does not repair a database.
  app.get(
    '/health/live',
    { schema: { tags: ['health'], response: { 200: Liveness } } },
    () => ({ status: 'ok' }) as const,
  );

  app.get(
    '/health/ready',
    { schema: { tags: ['health'], response: { 200: Readiness, 503: Readiness } } },
    async (request, reply) => {
      if (options.lifecycle.stopping) return reply.code(503).send({ status: 'stopping', checks: {} });
      const results = await Promise.all(
        options.dependencies.map(async (dependency) => {
          try {
            await withTimeout(dependency.check(), checkTimeoutMs);
            return [dependency.name, 'ok'] as const;
          } catch (error) {
            request.log.warn({ err: error, dependency: dependency.name }, 'dependency is not ready');
            return [dependency.name, 'failed'] as const;
          }
        }),
      );
      const ready = results.every(([, result]) => result === 'ok');
      return reply
        .code(ready ? 200 : 503)
        .send({ status: ready ? 'ok' : 'failed', checks: Object.fromEntries(results) });
    },
  );
};

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`no answer within ${String(ms)} ms`));
    }, ms);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
