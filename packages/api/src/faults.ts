/** What becomes of errors on their way out: the caller's own are told, ours are logged and only said to have happened. */
import type { ApolloServerPlugin } from '@apollo/server';
import { unwrapResolverError } from '@apollo/server/errors';
import type { FastifyError, FastifyInstance } from 'fastify';
import type { GraphQLFormattedError } from 'graphql';
import { GraphQLError } from 'graphql';
import type { Logger } from 'pino';
import type { ApiContext } from './context.js';
import { isErrorCode } from './errors.js';
import { BODY_BYTES_MAX } from './limits.js';
import type { OperationMeasures } from './metrics.js';
import type { RequestRecord } from './request-record.js';

const OURS_CODE = 'INTERNAL_SERVER_ERROR';
const OURS: GraphQLFormattedError = {
  message: 'Something went wrong on our side. It has been logged.',
  extensions: { code: OURS_CODE },
};

/** Whether an error is a fault of ours: whatever was not made to be told to the caller. */
const isFault = (error: unknown): boolean => {
  const original = unwrapResolverError(error);
  return (
    !(original instanceof GraphQLError) ||
    original.extensions['code'] === undefined ||
    original.extensions['code'] === OURS_CODE
  );
};

/** GraphQL's validation gives every error its own code; the one that it was made with says more. */
const codeOf = (error: unknown, formatted: GraphQLFormattedError): unknown => {
  const original = error instanceof GraphQLError ? error.originalError : undefined;
  const code = original instanceof GraphQLError ? original.extensions['code'] : undefined;
  return isErrorCode(code) ? code : formatted.extensions?.['code'];
};

/** What the caller is told of an error: its code and sentence. */
export const formatError = (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
  if (isFault(error)) return { ...OURS, ...(formatted.path === undefined ? {} : { path: formatted.path }) };
  const { stacktrace: _, http: __, ...extensions } = formatted.extensions ?? {};
  return {
    ...formatted,
    message: formatted.message.replace(/^Context creation failed: /, ''),
    extensions: { ...extensions, code: codeOf(error, formatted) },
  };
};

const logFault = ({ logger }: RequestRecord, error: unknown): void => {
  if (isFault(error)) logger.error({ err: unwrapResolverError(error) }, 'a request failed');
};

/** Logs every fault with the request that met it. */
export const faultsPlugin: ApolloServerPlugin<ApiContext> = {
  unexpectedErrorProcessingRequest: async ({ requestContext, error }) =>
    logFault(requestContext.contextValue.request, error),
  requestDidStart: async ({ contextValue: { request } }) => ({
    didEncounterErrors: async ({ errors }) => errors.forEach((error) => logFault(request, error)),
  }),
};

/** Notes why a request got no further than to being asked who is calling. */
export const noteRefusal = (request: RequestRecord, measures: OperationMeasures, error: unknown): void => {
  const code = isFault(error) ? OURS_CODE : String((error as GraphQLError).extensions['code']);
  request.codes = [code];
  measures.failed(code);
  logFault(request, error);
};

/** What Apollo says for itself. After the colon it quotes an error, which is logged by what stands above. */
export const apolloLogger = (logger: Logger): Pick<Logger, 'debug' | 'info' | 'warn' | 'error'> => {
  const say = (level: 'debug' | 'info' | 'warn' | 'error') => (words: unknown) => {
    if (typeof words === 'string') logger[level](words.split(':', 1)[0]);
  };
  return { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
};

/** Answers what fails before GraphQL is reached, in its shape. */
export const answerErrors = (fastify: FastifyInstance): void => {
  fastify.setErrorHandler<FastifyError>(async (error, request, reply) => {
    const status = error.statusCode ?? 500;
    if (status >= 500) logFault(request.record, error);
    return reply.code(status).send({ errors: [httpError(error, status)] });
  });
  fastify.setNotFoundHandler(async (request, reply) => {
    const message = `There is nothing at ${request.method} ${request.url.split('?')[0]}.`;
    return reply.code(404).send({ errors: [{ message, extensions: { code: 'NOT_FOUND' } }] });
  });
};

const httpError = (error: FastifyError, status: number): GraphQLFormattedError => {
  if (status === 413) {
    return {
      message: `The request is larger than ${BODY_BYTES_MAX / 1_024} KiB.`,
      extensions: { code: 'PAYLOAD_TOO_LARGE' },
    };
  }
  return status >= 500 ? OURS : { message: error.message, extensions: { code: 'BAD_REQUEST' } };
};
