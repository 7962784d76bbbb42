/**
 * What is asked over HTTP by whoever got a digest, and by GOV.UK Notify: that digests stop (RFC 8058), and what became of
 * one. Neither has a token of ours. A link proves itself by its signature; Notify by the bearer token that it was given.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { Circumstances, DigestKind } from '@improvement-ledger/domain';
import { digestKinds, recipient } from '@improvement-ledger/domain';
import type { EffectReport, Unsubscription } from '@improvement-ledger/event-store';
import {
  execute,
  readUnsubscribeToken,
  recordAddressReport,
  reportEffect,
  step,
  withTenants,
} from '@improvement-ledger/event-store';
import { questionPage } from '@improvement-ledger/mail';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Sql } from 'postgres';
import { z } from 'zod';
import { councilIdOf } from '../commands/home.js';

export interface MailSecrets {
  /** Signs the links by which digests are stopped; `null`: there are none. */
  readonly links: string | null;
  /** What Notify sends with each report; `null`: none is taken. */
  readonly notify: string | null;
}

const SENDER = 'Improvement Ledger';
const BODY_BYTES_MAX = 16_384;
/** The key of a council, a kind, the id of a person, a signature. */
export const LINK_LENGTH_MAX = 200;

/** Whoever follows a link is nobody whom we know: it is recorded as the server's doing, on behalf of whom the link names. */
const circumstancesOf = (
  { record }: FastifyRequest,
  personId: string | null,
): Omit<Circumstances, 'effectiveAt'> => ({
  actor: { kind: 'service', id: '0190c0de-0000-7000-8000-0000000000a1', role: 'integration' },
  onBehalfOf: personId,
  reason: null,
  source: { channel: 'api', document: null, row: null },
  correlation: record.correlation,
  causation: null,
});

const kindOf = ({ kind }: Unsubscription): DigestKind | null =>
  digestKinds.find((each) => each === kind) ?? null;

const page = async (
  reply: FastifyReply,
  status: number,
  title: string,
  sentences: readonly string[],
  button: string | null = null,
): Promise<FastifyReply> =>
  reply
    .code(status)
    .headers({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'",
    })
    .type('text/html; charset=utf-8')
    .send(questionPage(title, SENDER, { sentences, button }));

const notALink = async (reply: FastifyReply): Promise<FastifyReply> =>
  page(reply, 404, 'This link does not work', [
    'It is not complete, or it was made with a secret that was changed since.',
    'Open the link of your latest digest, or ask whoever keeps your council’s improvement plan.',
  ]);

const openUnsubscribe = (scope: FastifyInstance, sql: Sql, secret: string): void => {
  const readLink = (request: FastifyRequest): (Unsubscription & { readonly known: DigestKind }) | null => {
    const { token } = request.params as { readonly token: string };
    const about = readUnsubscribeToken(secret, token);
    const known = about === null ? null : kindOf(about);
    return about === null || known === null ? null : { ...about, known };
  };

  // Programs that look where links lead must change nothing: opening it only asks.
  scope.get('/unsubscribe/:token', async (request, reply) => {
    const link = readLink(request);
    if (link === null) return notALink(reply);
    return page(
      reply,
      200,
      `Stop the ${link.known} digest?`,
      [
        'You will get no more of them. Whoever keeps your council’s improvement plan can switch them on again.',
      ],
      `Stop the ${link.known} digest`,
    );
  });

  scope.post('/unsubscribe/:token', async (request, reply) => {
    const link = readLink(request);
    if (link === null) return notALink(reply);
    const { tenant, personId, known: kind } = link;
    const councilId = await withTenants(sql, [tenant], async (tx) => councilIdOf(tx, tenant));
    const command = { type: 'Unsubscribe', councilId, personId, kind } as const;
    const { refusal } = await execute(sql, {
      tenant,
      grants: [tenant],
      steps: [step(recipient, personId, command)],
      circumstances: circumstancesOf(request, personId),
      // Switched on again, the same link stops them again.
      idempotency: { key: `unsubscribe-${request.record.id}`, request: command },
    });
    if (refusal?.code === 'digest-statutory') {
      return page(reply, 200, 'This digest cannot be stopped', [
        'It is a statutory notice, which the council has to send.',
      ]);
    }
    if (refusal !== undefined) return notALink(reply);
    return page(reply, 200, `The ${kind} digest is stopped`, ['You will get no more of them.']);
  });
};

const told = z.object({ id: z.uuid(), reference: z.uuid(), status: z.string().max(100) });
const payload = z.object({ personId: z.uuid() });

/** Notify's words for what became of an e-mail. */
const reports: Readonly<Record<string, EffectReport>> = {
  delivered: 'delivered',
  'permanent-failure': 'bounced',
  'temporary-failure': 'undelivered',
  'technical-failure': 'lost',
};

const hashed = (text: string): Buffer => createHash('sha256').update(text).digest();
const isBearer = (header: string | undefined, token: string): boolean => {
  return timingSafeEqual(hashed(header ?? ''), hashed(`Bearer ${token}`));
};

const openNotifyReports = (scope: FastifyInstance, sql: Sql, token: string): void => {
  scope.post('/notify/reports', async (request, reply) => {
    if (!isBearer(request.headers.authorization, token))
      return reply.code(401).send({ message: 'Who are you?' });
    const parsed = told.safeParse(request.body);
    if (!parsed.success) return reply.code(400).send({ message: 'It takes id, reference and status.' });
    const { id: providerId, reference: id, status } = parsed.data;
    const report = reports[status];
    if (report === undefined) return reply.code(204).send();
    const news = await reportEffect(sql, { name: 'digest' }, id, { report, providerId });
    if (news !== null) {
      const { personId } = payload.parse(news.payload);
      const about = { tenant: news.tenant, personId, report, code: null, id };
      await recordAddressReport(sql, about, circumstancesOf(request, null));
    }
    return reply.code(204).send();
  });
};

export const openMailRoutes = async (
  fastify: FastifyInstance,
  sql: Sql,
  { links, notify }: MailSecrets,
): Promise<void> => {
  await fastify.register(async (scope) => {
    // What a form or a mail program posts says nothing that the link does not.
    scope.addContentTypeParser(
      ['application/x-www-form-urlencoded', 'multipart/form-data', 'text/plain'],
      { parseAs: 'string', bodyLimit: BODY_BYTES_MAX },
      (_request, _body, done) => done(null, null),
    );
    if (links !== null) openUnsubscribe(scope, sql, links);
    if (notify !== null) openNotifyReports(scope, sql, notify);
  });
};
