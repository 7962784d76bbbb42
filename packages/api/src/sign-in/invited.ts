/** Who signs in and has no access yet may accept an invitation, and ask nothing else. */
import type { FastifyRequest } from 'fastify';
import { Kind, OperationTypeNode, parse } from 'graphql';
import type { Caller } from '../caller.js';
import { isNobody, unauthenticated } from '../caller.js';
import { TOKENS_MAX } from '../limits.js';
import type { MutationName } from '../rules.js';

const ACCEPTS: MutationName = 'acceptInvitation';

/** Whether a request asks to accept an invitation, and for nothing besides. */
const onlyAccepts = ({ body }: Pick<FastifyRequest, 'body'>): boolean => {
  if (typeof body !== 'object' || body === null || !('query' in body) || typeof body.query !== 'string')
    return false;
  try {
    const { definitions } = parse(body.query, { maxLexicalTokens: TOKENS_MAX, noLocation: true });
    const [operation] = definitions;
    if (definitions.length !== 1 || operation?.kind !== Kind.OPERATION_DEFINITION) return false;
    const { selections } = operation.selectionSet;
    const [field] = selections;
    return (
      operation.operation === OperationTypeNode.MUTATION &&
      selections.length === 1 &&
      field?.kind === Kind.FIELD &&
      field.name.value === ACCEPTS
    );
  } catch {
    return false;
  }
};

/** The caller, unless nothing is open to them and they do not ask to be let in: then nobody, as with any other token. */
export const admitted = async (
  request: Pick<FastifyRequest, 'body'>,
  authenticating: Promise<Caller>,
): Promise<Caller> => {
  const caller = await authenticating;
  if (isNobody(caller) && !(caller.subject !== null && onlyAccepts(request))) throw unauthenticated();
  return caller;
};
