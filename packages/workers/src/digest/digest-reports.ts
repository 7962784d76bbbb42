/** Asks what becomes of digests after they were handed over, where the other side can be asked. */
import { recordAddressReport, reportEffect, unreportedEffects } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import type { MailTransport } from '../mail/transport.js';
import { byTheWorkers } from '../principal.js';
import { digestEffect, readPayload } from './digest-effect.js';

/** Notify gives up after 72 hours. */
const WITHIN_HOURS = 80;
const ASKED_MAX = 500;

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
    await recordAddressReport(app, { tenant, personId, report: told.report, code: null, id }, byTheWorkers());
    await reportEffect(effects, digestEffect, id, told);
  }
};
