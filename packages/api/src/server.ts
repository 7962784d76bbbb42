/** The HTTP surface: GraphQL, and what stands beside it. */
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { HintQueue } from '@improvement-ledger/projections';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { ApiContext } from './context.js';
import { authenticate, contextFor } from './context.js';
import { answerErrors, faultsPlugin, formatError } from './faults.js';
import { BODY_BYTES_MAX, costPlugin, documentLimits, knownOperations, TOKENS_MAX } from './limits.js';
import { WAIT_MS_MAX } from './point.js';
import { openRoutes } from './routes.js';
import { makeSchema, sdlOf } from './schema.js';
import { textsPlugin } from './texts.js';

export interface ServerParts {
  readonly sql: Sql;
  readonly hints: HintQueue;
  readonly logger: Logger;
  /** How long a query waits for a position that it was told of, in milliseconds. */
  readonly waitMsMax?: number;
}

export const makeServer = async (parts: ServerParts): Promise<FastifyInstance> => {
  const { sql, hints, logger, waitMsMax = WAIT_MS_MAX } = parts;
  const fastify = Fastify({ bodyLimit: BODY_BYTES_MAX, genReqId: () => v7(), logger: false });
  // Whoever asks about an answer can name it, and its line in our log is found.
  fastify.addHook('onRequest', async (request, reply) => {
    reply.header('x-request-id', request.id);
  });
  // Before what is registered below, which takes over the way of answering that there is by then.
  answerErrors(fastify, logger);
  const schema = await makeSchema();
  const apollo = new ApolloServer<ApiContext>({
    schema,
    introspection: true,
    hideSchemaDetailsFromClientErrors: false,
    includeStacktraceInErrorResponses: false,
    persistedQueries: false,
    parseOptions: { maxLexicalTokens: TOKENS_MAX },
    validationRules: [documentLimits, knownOperations],
    formatError,
    plugins: [
      fastifyApolloDrainPlugin(fastify),
      ApolloServerPluginCacheControlDisabled(),
      faultsPlugin(logger),
      textsPlugin,
      costPlugin,
    ],
    logger,
  });
  await apollo.start();

  const hint: ApiContext['hint'] = (news) => {
    hints.give(news).catch((error: unknown) => {
      logger.warn({ err: error, ...news }, 'a hint could not be given; the sweeper will find the news');
    });
  };
  await fastify.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['POST', 'GET'],
    context: async (request) => {
      const caller = await authenticate(sql, request.headers.authorization);
      return contextFor({ sql, logger, hint, waitMsMax }, caller, request.id);
    },
  });

  openRoutes(fastify, sql, sdlOf(schema));
  return fastify;
};
