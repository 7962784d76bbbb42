/** The HTTP surface: GraphQL, and what stands beside it. */
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { HintQueue } from '@improvement-ledger/projections';
import { hintQueue } from '@improvement-ledger/projections';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { ApiContext } from './context.js';
import { authenticate } from './caller.js';
import { contextFor } from './context.js';
import { answerErrors, apolloLogger, faultsPlugin, formatError, noteRefusal } from './faults.js';
import { BODY_BYTES_MAX, costPlugin, documentLimits, knownOperations, TOKENS_MAX } from './limits.js';
import { makeMetrics } from './metrics.js';
import { operationsPlugin } from './operations.js';
import { WAIT_MS_MAX } from './point.js';
import { keepRecords } from './request-record.js';
import { openRoutes } from './routes.js';
import { makeSchema, sdlOf } from './schema.js';
import { Attempts } from './sign-in/attempts.js';
import { countAttempt, limitAttempts } from './sign-in/limit-attempts.js';
import { textsPlugin } from './texts.js';

export interface ServerParts {
  readonly sql: Sql;
  readonly hints: HintQueue;
  readonly logger: Logger;
  /** How long a query waits for a position that it was told of, in milliseconds. */
  readonly waitMsMax?: number;
  /** The proxies whose word on a client's address is taken; without any it is the address of the connection. */
  readonly trustProxy?: readonly string[];
  readonly attempts?: Attempts;
}

export const makeServer = async (parts: ServerParts): Promise<FastifyInstance> => {
  const {
    sql,
    hints,
    logger,
    waitMsMax = WAIT_MS_MAX,
    trustProxy = [],
    attempts = new Attempts(logger),
  } = parts;
  const queues = [{ name: hintQueue.name, counts: async () => hints.counts() }];
  const metrics = makeMetrics(sql, queues);
  const fastify = Fastify({
    bodyLimit: BODY_BYTES_MAX,
    genReqId: () => v7(),
    logger: false,
    trustProxy: [...trustProxy],
  });
  fastify.addHook('onClose', async () => metrics.close());
  keepRecords(fastify, logger);
  // Before what is registered below, which takes over the way of answering that there is by then.
  answerErrors(fastify);
  limitAttempts(fastify, attempts);
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
      operationsPlugin(metrics),
      faultsPlugin,
      textsPlugin,
      costPlugin,
    ],
    logger: apolloLogger(logger),
  });
  await apollo.start();

  await fastify.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['POST', 'GET'],
    context: async (incoming) => {
      const { record: request, headers } = incoming;
      const hint: ApiContext['hint'] = (news) => {
        hints.give(news).catch((error: unknown) => {
          request.logger.warn(
            { err: error, ...news },
            'a hint could not be given; the sweeper will find the news',
          );
        });
      };
      try {
        const authenticating = authenticate(sql, request.logger, headers.authorization);
        const caller = await countAttempt(attempts, incoming, authenticating);
        return contextFor({ sql, request, queues, hint, waitMsMax }, caller);
      } catch (error) {
        noteRefusal(request, metrics, error);
        throw error;
      }
    },
  });

  openRoutes(fastify, sql, metrics, sdlOf(schema));
  return fastify;
};
