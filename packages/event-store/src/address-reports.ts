/** What became of mail to an address, recorded of its recipient. */
import type { Circumstances } from '@improvement-ledger/domain';
import { recipient } from '@improvement-ledger/domain';
import type { Sql } from 'postgres';
import type { EffectReport } from './effects-reported.js';
import { execute } from './execute.js';
import { step } from './order.js';

export interface AddressReport {
  readonly tenant: string;
  readonly personId: string;
  readonly report: EffectReport;
  /** The server's, such as 5.1.1. */
  readonly code: string | null;
  /** The effect's: told twice, it is recorded once. */
  readonly id: string;
}

/** Somebody who was merged since has no address of their own any more. */
const gone: readonly string[] = ['person-merged', 'person-not-found'];

/** Records what a report says of an address, where it says something. */
export const recordAddressReport = async (
  app: Sql,
  { tenant, personId, report, code, id }: AddressReport,
  circumstances: Omit<Circumstances, 'effectiveAt'>,
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
    circumstances,
    idempotency: { key: `digest-${report}-${id}`, request: command },
  });
  if (refusal !== undefined && !gone.includes(refusal.code)) {
    throw new Error(`What became of mail to an address was not recorded: ${refusal.code}.`);
  }
};
