/** The HTTP surface: GraphQL, and what stands beside it. */
import { ApolloServer } from '@apollo/server';
import { ApolloServerPluginCacheControlDisabled } from '@apollo/server/plugin/disabled';
import fastifyApollo, { fastifyApolloDrainPlugin } from '@as-integrations/fastify';
import Fastify from 'fastify';
import type { FastifyInstance } from 'fastify';
import type { AccessLog } from '@improvement-ledger/event-store';
import { openAccessLog, trustedIssuers } from '@improvement-ledger/event-store';
import type { HintQueue } from '@improvement-ledger/projections';
import { hintQueue } from '@improvement-ledger/projections';
import type { GraphQLSchema } from 'graphql';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import { accessLogPlugin, holdBackUnlogged } from './access-log/keep-log.js';
import { authenticate } from './caller.js';
import type { MailSecrets } from './digest/mail-routes.js';
import { LINK_LENGTH_MAX, openMailRoutes } from './digest/mail-routes.js';
import type { ApiContext } from './context.js';
import { contextFor } from './context.js';
import { answerErrors, apolloLogger, faultsPlugin, formatError, noteRefusal } from './faults.js';
import { BODY_BYTES_MAX, costPlugin, documentLimits, knownOperations, TOKENS_MAX } from './limits.js';
import type { Metrics } from './metrics.js';
import { makeMetrics } from './metrics.js';
import { operationsPlugin } from './operations.js';
import { WAIT_MS_MAX } from './point.js';
import type { RequestRecord } from './request-record.js';
import { keepRecords } from './request-record.js';
import { openRoutes } from './routes.js';
import { makeSchema, sdlOf } from './schema.js';
import { Attempts } from './sign-in/attempts.js';
import { admitted } from './sign-in/invited.js';
import { countAttempt, limitAttempts, triesFrom } from './sign-in/limit-attempts.js';
import { openSignIn } from './sign-in/sign-in.js';
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
  /** Whether an issuer of access tokens may be on this machine, and without https: for development and tests. */
  readonly loopbackIssuers?: boolean;
  /** By which links that stop digests, and reports on them, are known to be genuine. */
  readonly mailSecrets?: MailSecrets;
}

const openFastify = (trustProxy: readonly string[]): FastifyInstance =>
  Fastify({
    bodyLimit: BODY_BYTES_MAX,
    // The link by which digests are stopped is longer than what is usually taken.
    routerOptions: { maxParamLength: LINK_LENGTH_MAX },
    genReqId: () => v7(),
    logger: false,
    trustProxy: [...trustProxy],
  });

/** News is told on; a hint that cannot be given is made up for by the sweeper. */
const hintFor =
  (hints: HintQueue, { logger }: RequestRecord): ApiContext['hint'] =>
  (news) => {
    hints.give(news).catch((error: unknown) => {
      logger.warn({ err: error, ...news }, 'a hint could not be given; the sweeper will find the news');
    });
  };

const apolloFor = (
  fastify: FastifyInstance,
  parts: {
    readonly schema: GraphQLSchema;
    readonly metrics: Metrics;
    readonly logger: Logger;
    readonly accessLog: AccessLog;
  },
): ApolloServer<ApiContext> =>
  new ApolloServer<ApiContext>({
    schema: parts.schema,
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
      operationsPlugin(parts.metrics),
      faultsPlugin,
      textsPlugin,
      costPlugin,
      accessLogPlugin(parts.accessLog),
    ],
    logger: apolloLogger(parts.logger),
  });

export const makeServer = async (parts: ServerParts): Promise<FastifyInstance> => {
  const {
    sql,
    hints,
    logger,
    trustProxy = [],
    attempts = new Attempts(logger),
    loopbackIssuers = false,
    mailSecrets = { links: null, notify: null },
  } = parts;
  const queues = [{ name: hintQueue.name, counts: async () => hints.counts() }];
  const metrics = makeMetrics(sql, queues);
  const fastify = openFastify(trustProxy);
  fastify.addHook('onClose', async () => metrics.close());
  keepRecords(fastify, logger);
  // Before what is registered below, which takes over the way of answering that there is by then.
  answerErrors(fastify);
  limitAttempts(fastify, attempts);
  const accessLog = openAccessLog(sql);
  holdBackUnlogged(fastify, accessLog, metrics);
  const schema = await makeSchema();
  const apollo = apolloFor(fastify, { schema, metrics, logger, accessLog });
  await apollo.start();

  const gate = {
    sql,
    signIn: openSignIn({ issuers: async () => trustedIssuers(sql), logger, allowsLoopback: loopbackIssuers }),
  };
  await fastify.register(fastifyApollo(apollo), {
    path: '/graphql',
    method: ['POST', 'GET'],
    context: async (incoming) => {
      const { record: request, headers } = incoming;
      try {
        const authenticating = admitted(incoming, authenticate(gate, request, headers.authorization));
        const caller = await countAttempt(attempts, incoming, authenticating);
        const hint = hintFor(hints, request);
        return contextFor(
          {
            sql,
            request,
            queues,
            hint,
            waitMsMax: parts.waitMsMax ?? WAIT_MS_MAX,
            accessLog,
            tries: triesFrom(attempts, incoming),
          },
          caller,
        );
      } catch (error) {
        noteRefusal(request, metrics, error);
        throw error;
      }
    },
  });

  openRoutes(fastify, sql, metrics, sdlOf(schema));
  await openMailRoutes(fastify, sql, mailSecrets);
  return fastify;
};
