/** The effect that a digest is: of a recipient, a kind and a period of London's calendar there is one. */
import type { DuePeriod } from '@improvement-ledger/domain';
import { digestKinds } from '@improvement-ledger/domain';
import type { EffectKind } from '@improvement-ledger/event-store';
import { z } from 'zod';

const MINUTE_MS = 60_000;
const RETRY_MINUTES = [1, 5, 15, 30, 60];

/** A minute, five, a quarter and half of an hour, then each hour: a digest whose period is over is not sent any more. */
export const digestEffect: EffectKind = {
  name: 'digest',
  delivery: 'at-most-once',
  attemptsMax: 24,
  retryDelayMs: (attempt) => (RETRY_MINUTES[attempt - 1] ?? 60) * MINUTE_MS,
  leaseMs: 5 * MINUTE_MS,
};

const meeting = z.object({
  meetingId: z.string(),
  bodyId: z.string(),
  on: z.string(),
  body: z.string().nullable(),
});
const payload = z.object({
  personId: z.string(),
  period: z.object({
    kind: z.enum(digestKinds),
    key: z.string(),
    firstDay: z.string(),
    lastDay: z.string(),
    dueAt: z.string(),
    meeting: meeting.nullable(),
  }),
});
export interface DigestDue {
  readonly personId: string;
  readonly period: DuePeriod;
}

/** Structure only: the name of a body is a text, and is read again when the digest is made. */
export const payloadOf = ({ personId, period }: DigestDue): DigestDue => ({
  personId,
  period: {
    ...period,
    meeting: period.meeting === null ? null : { ...period.meeting, body: null },
  },
});
export const readPayload = (planned: unknown): DigestDue => payload.parse(planned);

export const digestKey = ({ kind, key }: Pick<DuePeriod, 'kind' | 'key'>, personId: string): string =>
  `${kind}/${key}/${personId}`;
