import cors from '@fastify/cors';
import fastifyPlugin from 'fastify-plugin';
import type { AllowedOrigin } from '../config/origins.js';

export interface CrossOriginOptions {
  readonly origins: readonly AllowedOrigin[];
}

/**
 * Lets browser applications of these origins call the routes that are registered after it (CORS); without any, browsers
 * keep all others out. Cookies never cross: an application sends what it knows in a header.
 */
export const crossOrigin = fastifyPlugin<CrossOriginOptions>(
  async (app, { origins }) => {
    if (origins.length === 0) return;
    await app.register(cors, {
      origin: [...origins],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
      exposedHeaders: ['location'],
      maxAge: 600,
    });
  },
  { name: 'cross-origin', fastify: '5.x' },
);
