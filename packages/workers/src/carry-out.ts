/** Carries out effects of one kind: plans them, takes up what a dead worker left, hands over what is due, and settles it. */
import type { ClaimedEffect, EffectKind, AttemptOutcome } from '@improvement-ledger/event-store';
import {
  beginEffect,
  claimEffects,
  recoverEffects,
  settleEffect,
  suppressEffect,
} from '@improvement-ledger/event-store';
import type { Logger } from 'pino';
import type { Sql } from 'postgres';

/** How many are handed over at once by one worker. */
const CLAIMED_MAX = 10;

/** What there is to hand over; or why it is not wanted any more. */
type Ready =
  | { readonly handOver: () => Promise<AttemptOutcome>; readonly suppress?: never }
  | { readonly suppress: string; readonly handOver?: never };

export interface Carrier {
  readonly kind: EffectKind;
  /** Plans what has come up since. */
  plan(): Promise<void>;
  /** Reads what the effect is to tell, before anything leaves: what it says now, and whether it is still wanted. */
  prepare(effect: ClaimedEffect): Promise<Ready>;
}

/** One round. It ends when nothing more is due, or it is told to stop; what is under way is settled first. */
export const carryOut = async (
  sql: Sql,
  logger: Logger,
  carrier: Carrier,
  isStopped: () => boolean = () => false,
): Promise<void> => {
  const { kind } = carrier;
  await carrier.plan();
  for (const { tenant, key, state } of await recoverEffects(sql, kind)) {
    logger.warn({ tenant, effect: kind.name, key, state }, 'an effect was left by another worker');
  }
  while (!isStopped()) {
    const claimed = await claimEffects(sql, kind, CLAIMED_MAX);
    const settled = await Promise.allSettled(
      claimed.map(async (effect) => carryOutOne(sql, logger, carrier, effect)),
    );
    const failed = settled.find((result) => result.status === 'rejected');
    // It stays claimed, and is found again when the lease is over.
    if (failed !== undefined) throw failed.reason;
    if (claimed.length < CLAIMED_MAX) return;
  }
};

const carryOutOne = async (
  sql: Sql,
  logger: Logger,
  carrier: Carrier,
  effect: ClaimedEffect,
): Promise<void> => {
  const { kind } = carrier;
  const told = { tenant: effect.tenant, effect: kind.name, key: effect.key, id: effect.id };
  const ready = await carrier.prepare(effect);
  if (ready.suppress !== undefined) {
    const state = await suppressEffect(sql, kind, effect, ready.suppress);
    logger.info({ ...told, state, reason: ready.suppress }, 'an effect is not wanted any more');
    return;
  }
  const attempt = await beginEffect(sql, kind, effect);
  if (attempt === null) return;
  const outcome = await handedOver(ready.handOver);
  const state = await settleEffect(sql, kind, effect, attempt, outcome);
  const line = { ...told, attempt, state, ...outcome };
  if (state === 'sent') logger.info(line, 'an effect was carried out');
  else logger.warn(line, 'an effect was not carried out');
};

/** Whatever goes wrong after the first byte may have arrived: only the carrier can know better, and says so. */
const handedOver = async (handOver: () => Promise<AttemptOutcome>): Promise<AttemptOutcome> => {
  try {
    return await handOver();
  } catch (error) {
    return { outcome: 'unknown', reason: error instanceof Error ? error.message : String(error) };
  }
};
