/** What is known of a request while it is served: told in its span, its log line and the measures. */
import type { Span } from '@improvement-ledger/telemetry';
import {
  correlationOf,
  noSpan,
  SpanKind,
  startSpan,
  traceContextFrom,
  within,
} from '@improvement-ledger/telemetry';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';

/** What was asked for: only names of the schema, never what the caller made up. */
interface Operation {
  readonly kind: 'query' | 'mutation' | 'subscription';
  /** The fields of the root, by their own names. */
  readonly roots: readonly string[];
}

/** What a request reads, while that is logged for the council to see. */
interface Logging {
  /** Answers once the log has it what is read; that the answer has so many bytes is logged after it. */
  finish(bytes: number): Promise<void>;
}

export interface RequestRecord {
  readonly id: string;
  /** Stands in every event that the request leads to: its trace's id, or its own where it belongs to no trace. */
  readonly correlation: string;
  readonly span: Span;
  /** Each line names the request and the correlation. */
  readonly logger: Logger;
  operation: Operation | null;
  /** The codes of the errors that it was answered with. */
  codes: readonly string[];
  /** What the program that asks says of itself, and the address that it asks from. */
  readonly userAgent: string | null;
  readonly address: string;
  /** `null` where nothing that it reads is logged. */
  logging: Logging | null;
}

declare module 'fastify' {
  interface FastifyRequest {
    record: RequestRecord;
  }
}

/** Asked for again and again by machines; nobody wants to read of it. */
const UNTOLD = new Set(['/healthz', '/readyz', '/metrics']);

const routeOf = (request: FastifyRequest): string => request.routeOptions.url ?? 'unknown';

const spanOf = (request: FastifyRequest): Span => {
  const [method, route] = [request.method, routeOf(request)];
  if (UNTOLD.has(route)) return noSpan();
  const attributes = { 'http.request.method': method, 'http.route': route };
  const options = { kind: SpanKind.SERVER, attributes };
  return startSpan(`${method} ${route}`, options, traceContextFrom(request.headers));
};

const recordOf = (request: FastifyRequest, logger: Logger): RequestRecord => {
  const span = spanOf(request);
  const correlation = correlationOf(span) ?? request.id;
  span.setAttributes({ 'ledger.request': request.id, 'ledger.correlation': correlation });
  const ofRequest = logger.child({ requestId: request.id, correlation });
  return {
    id: request.id,
    correlation,
    span,
    logger: ofRequest,
    operation: null,
    codes: [],
    userAgent: request.headers['user-agent'] ?? null,
    address: request.ip,
    logging: null,
  };
};

/** Keeps a record of every request, and tells of it when it is answered. */
export const keepRecords = (fastify: FastifyInstance, logger: Logger): void => {
  fastify.decorateRequest('record');
  fastify.addHook('onRequest', async (request, reply) => {
    request.record = recordOf(request, logger);
    // Whoever asks about an answer can name it, and its line in our log is found.
    reply.header('x-request-id', request.id);
  });
  // After the body was read: its arrival would lead out of the context again.
  fastify.addHook('preHandler', (request, _reply, done) => {
    within(request.record.span, done);
  });
  fastify.addHook('onResponse', async (request, reply) => {
    const { span, operation, codes, logger: ofRequest } = request.record;
    const { statusCode: status, elapsedTime } = reply;
    span.setAttribute('http.response.status_code', status);
    if (codes.length > 0) span.setAttribute('ledger.errors', [...codes]);
    span.end();
    if (UNTOLD.has(routeOf(request))) return;
    const answered = { method: request.method, route: routeOf(request), status, ms: Math.round(elapsedTime) };
    ofRequest.info({ ...answered, ...operation, ...(codes.length > 0 && { codes }) }, 'answered');
  });
};
