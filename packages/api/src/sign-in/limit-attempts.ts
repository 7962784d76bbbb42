/** Puts the limit of refused tokens before every route: what is turned away has cost no more than its headers. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { ApiContext } from '../context.js';
import { isApiError } from '../errors.js';
import type { Attempts } from './attempts.js';

export const limitAttempts = (fastify: FastifyInstance, attempts: Attempts): void => {
  fastify.addHook('onRequest', async (request, reply) => {
    const { authorization } = request.headers;
    const waitS = authorization === undefined ? null : attempts.waitS(request.ip, authorization);
    if (waitS === null) return;
    const message = `Too many access tokens from your address were refused. Try again in ${waitS} seconds.`;
    await reply
      .code(429)
      .header('retry-after', waitS)
      .send({ errors: [{ message, extensions: { code: 'TOO_MANY_ATTEMPTS' } }] });
  });
};

/** Authenticates, and counts how that went. A fault of ours counts for nobody. */
export const countAttempt = async <Caller>(
  attempts: Attempts,
  { ip, headers: { authorization } }: FastifyRequest,
  authenticating: Promise<Caller>,
): Promise<Caller> => {
  if (authorization === undefined) return authenticating;
  try {
    const caller = await authenticating;
    attempts.accepted(authorization);
    return caller;
  } catch (error) {
    if (isApiError(error, 'UNAUTHENTICATED')) attempts.refused(ip, authorization);
    throw error;
  }
};

/** The same count for a secret that a mutation takes: what is tried in vain from an address is limited there. */
export const triesFrom = (attempts: Attempts, { ip }: Pick<FastifyRequest, 'ip'>): ApiContext['tries'] => ({
  waitS: (secret) => attempts.waitS(ip, secret),
  refused: (secret) => attempts.refused(ip, secret),
});
