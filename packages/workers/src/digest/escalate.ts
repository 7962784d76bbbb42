/**
 * Records the steps of the ladder that actions of a council came to. No mail is sent for it: the digests of those concerned
 * have the action from then on. Once a claim, another date or a withdrawal came in between, the decider refuses the step.
 */
import type { DigestFacts } from '@improvement-ledger/domain';
import { escalation, escalationsDue, isWorkingDay } from '@improvement-ledger/domain';
import { execute, step } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { byTheWorkers } from '../principal.js';

/** Recorded at one look; the others come with the next. */
const ESCALATED_MAX = 1_000;

/** Returns how many steps were recorded. Two workers record one and the same step once. */
export const escalateDue = async (app: Sql, facts: DigestFacts): Promise<number> => {
  if (!isWorkingDay(facts.on, facts.closures)) return 0;
  const tenant = facts.council.key;
  let recorded = 0;
  for (const data of escalationsDue(facts).slice(0, ESCALATED_MAX)) {
    const { actionId, step: reached, lastDay, from } = data;
    const key = `escalate/${actionId}/${reached}/${lastDay}/${from}`;
    const outcome = await execute(app, {
      tenant,
      grants: [tenant],
      steps: [step(escalation, actionId, { type: 'EscalateAction', ...data })],
      circumstances: byTheWorkers(),
      // Who is told may differ from one look to the next; the step is the same.
      idempotency: { key, request: { actionId, reached, lastDay, from } },
    });
    if (outcome.receipt !== undefined && !outcome.receipt.repeated) recorded += 1;
  }
  return recorded;
};
