/** What becomes of digests after they were handed over: what the other side tells is kept, and a dead address recorded. */
import type { EffectReport } from '@improvement-ledger/event-store';
import { execute, reportEffect, step, unreportedEffects } from '@improvement-ledger/event-store';
import { recipient } from '@improvement-ledger/domain';
import type { Sql } from 'postgres';
import type { MailTransport } from '../mail/transport.js';
import { byTheWorkers } from '../principal.js';
import { digestEffect, readPayload } from './digest-effect.js';

/** Notify gives up after 72 hours. */
const WITHIN_HOURS = 80;
const ASKED_MAX = 500;

export interface AddressReport {
  readonly tenant: string;
  readonly personId: string;
  readonly report: EffectReport;
  /** The server's, such as 5.1.1. */
  readonly code: string | null;
  /** The effect's: told twice, it is recorded once. */
  readonly id: string;
}

/** Records what a report says of an address, where it says something. */
export const recordAddressReport = async (
  app: Sql,
  { tenant, personId, report, code, id }: AddressReport,
): Promise<void> => {
  if (report !== 'bounced' && report !== 'undelivered' && report !== 'complained') return;
  const command =
    report === 'complained'
      ? ({ type: 'RecordComplaint', personId } as const)
      : ({ type: 'RecordAddressFailure', personId, isPermanent: report === 'bounced', code } as const);
  const { refusal } = await execute(app, {
    tenant,
    grants: [tenant],
    steps: [step(recipient, personId, command)],
    circumstances: byTheWorkers(),
    idempotency: { key: `digest-${report}-${id}`, request: command },
  });
  // Somebody who was merged or erased since has no address any more.
  if (refusal !== undefined && !['person-merged', 'person-not-found'].includes(refusal.code)) {
    throw new Error(`What became of mail to an address was not recorded: ${refusal.code}.`);
  }
};

/** Asks what became of the digests of the last days of which nothing final is known. */
export const followDigests = async (
  effects: Sql,
  app: Sql,
  { reportOf }: MailTransport,
  isStopped: () => boolean,
): Promise<void> => {
  if (reportOf === null) return;
  const open = await unreportedEffects(effects, digestEffect, {
    withinHours: WITHIN_HOURS,
    limit: ASKED_MAX,
  });
  for (const { tenant, id, payload } of open) {
    if (isStopped()) return;
    const told = await reportOf(id);
    if (told === null) continue;
    const { personId } = readPayload(payload);
    // The address first: where this worker ends between the two, it is asked again, and recorded once.
    await recordAddressReport(app, { tenant, personId, report: told.report, code: null, id });
    await reportEffect(effects, digestEffect, [tenant], id, told);
  }
};
