/**
 * Logs who looks at what. An operation's entry is written while it is carried out, and its answer leaves once the entry is
 * on disk. An answer whose reading cannot be logged does not leave. How much it held is written after it, with that of others.
 */
import type { ApolloServerPlugin, GraphQLRequestContextResponseForOperation } from '@apollo/server';
import type { AccessLog } from '@improvement-ledger/event-store';
import type { FastifyInstance } from 'fastify';
import { getVariableValues, OperationTypeNode } from 'graphql';
import type { ApiContext } from '../context.js';
import { apiError } from '../errors.js';
import type { OperationMeasures } from '../metrics.js';
import { askedOf } from './asked-of.js';
import { clientOf } from './client-of.js';
import type { Answer, Begun } from './entries.js';
import { entriesOf, outcomesOf } from './entries.js';
import type { RootRead } from './reads-in.js';
import { readsIn } from './reads-in.js';

const begin = async (
  log: AccessLog,
  {
    contextValue: context,
    schema,
    operation,
    request,
  }: GraphQLRequestContextResponseForOperation<ApiContext>,
  reads: readonly RootRead[],
): Promise<readonly Begun[]> => {
  const { coerced } = getVariableValues(schema, operation.variableDefinitions ?? [], request.variables ?? {});
  if (coerced === undefined) return [];
  const asking = { schema, operation, variables: coerced };
  const asked = await Promise.all(reads.map(async (read) => askedOf(context, asking, read)));
  const begun = entriesOf(
    context.caller,
    clientOf(context),
    context.request,
    asked.flatMap((each) => each ?? []),
  );
  await Promise.all(begun.map(async ({ entry }) => log.begin(entry)));
  return begun;
};

export const accessLogPlugin = (log: AccessLog): ApolloServerPlugin<ApiContext> => ({
  requestDidStart: async () => {
    let answer: Answer = { data: null, codes: [] };
    return {
      // Once the operation is known to be one that is carried out, so that its cost bounds the work of looking at it.
      responseForOperation: async (asked) => {
        const { contextValue, schema, document, operation } = asked;
        const reads = readsIn(schema, document, operation);
        if (reads.length === 0) return null;
        const begun = begin(log, asked, reads);
        // Whether it failed is asked when the answer is there.
        begun.catch(() => undefined);
        contextValue.request.logging = {
          finish: async (bytes) => {
            for (const outcome of outcomesOf(await begun, answer, bytes)) {
              log.finish(outcome).catch((error: unknown) => {
                contextValue.request.logger.error(
                  { err: error },
                  'how much a read gave away could not be logged',
                );
              });
            }
          },
        };
        // A change is not made whose answer could not be given.
        if (operation.operation === OperationTypeNode.MUTATION) await begun;
        return null;
      },
      willSendResponse: async ({ response: { body } }) => {
        if (body.kind !== 'single') return;
        const { data = null, errors = [] } = body.singleResult;
        answer = { data, codes: [...new Set(errors.map(({ extensions }) => String(extensions?.['code'])))] };
      },
    };
  },
});

const REFUSED = apiError(
  'NOT_LOGGED',
  "What you asked for is recorded in the council's access log, which cannot be written now. Ask again in a few seconds.",
);

/** Holds every answer back until it is logged what it is about; and the server, until it is logged how much they held. */
export const holdBackUnlogged = (
  fastify: FastifyInstance,
  log: Pick<AccessLog, 'settled'>,
  measures: OperationMeasures,
): void => {
  fastify.addHook('onClose', async () => log.settled());
  fastify.addHook('onSend', async (request, reply, payload) => {
    const { logging, logger } = request.record;
    if (logging === null) return payload;
    try {
      await logging.finish(Buffer.byteLength(String(payload)));
      return payload;
    } catch (error) {
      logger.error({ err: error }, 'a read could not be logged, so that it was not answered');
      request.record.codes = ['NOT_LOGGED'];
      measures.failed('NOT_LOGGED');
      const body = JSON.stringify({ errors: [REFUSED.toJSON()] });
      reply.code(503).header('content-length', Buffer.byteLength(body));
      return body;
    }
  });
};
