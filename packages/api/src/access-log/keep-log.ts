/**
 * Logs who looks at what. An operation's entry is written while it is carried out, and its answer leaves once the entry is
 * on disk. An answer whose reading cannot be logged does not leave. How much it held is reckoned and written after it, with that
 * of others.
 */
import { setImmediate as turn } from 'node:timers/promises';
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
import { entriesOf, outcomeOf } from './entries.js';
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

/**
 * Lets the operation ask the database first: its question leaves in the next turn, and while that is answered there is time
 * for this.
 */
const onceItAsked = async <Result>(work: () => Promise<Result>): Promise<Result> => {
  await turn();
  await turn();
  return work();
};

/** Lets the answer leave first. */
const onceItLeft = async <Result>(work: () => Result): Promise<Result> => {
  await turn();
  return work();
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
        const isChange = operation.operation === OperationTypeNode.MUTATION;
        const work = async (): Promise<readonly Begun[]> => begin(log, asked, reads);
        const begun = isChange ? work() : onceItAsked(work);
        // Whether it failed is asked when the answer is there.
        begun.catch(() => undefined);
        contextValue.request.logging = {
          finish: async (bytes) => {
            const entries = await begun;
            for (const one of entries) {
              const outcome = onceItLeft(() => outcomeOf(one, answer, entries.length === 1 ? bytes : null));
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
        if (isChange) await begun;
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
