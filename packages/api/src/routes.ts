/** What the server answers besides GraphQL: the schema as text, health, readiness and metrics. */
import type { FastifyInstance } from 'fastify';
import type { Sql } from 'postgres';
import type { Metrics } from './metrics.js';

export const openRoutes = (fastify: FastifyInstance, sql: Sql, metrics: Metrics, sdl: string): void => {
  fastify.get('/schema.graphql', async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(sdl),
  );
  fastify.get('/healthz', async () => ({ status: 'ok' }));
  fastify.get('/readyz', async (_request, reply) => {
    try {
      await sql`select 1 from read.bookmarks limit 1`;
      return { status: 'ready' };
    } catch {
      return reply
        .code(503)
        .send({ status: 'not ready', message: 'The database or its read models are not there yet.' });
    }
  });
  fastify.get('/metrics', async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.read()),
  );
};
