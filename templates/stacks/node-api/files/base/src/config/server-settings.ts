import Type, { type Static } from 'typebox';

const logLevels = ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'] as const;

export type ServerSettings = Static<typeof ServerSettings>;
export const ServerSettings = Type.Object({
  HOST: Type.String({ default: '0.0.0.0' }),
  /** No default: service.yaml says it. The image and env.mjs hand it on. */
  PORT: Type.Integer({ minimum: 1, maximum: 65_535 }),
  LOG_LEVEL: Type.Enum([...logLevels], { default: 'info' }),
  /** How long to keep serving after SIGTERM with readiness off, so that load balancers notice first. */
  SHUTDOWN_DRAIN_MS: Type.Integer({ default: 0, minimum: 0, maximum: 60_000 }),
  /** Upper limit of the whole shutdown, draining included. Past it the process exits with 1. */
  SHUTDOWN_TIMEOUT_MS: Type.Integer({ default: 10_000, minimum: 1, maximum: 300_000 }),
});
