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
  | { readonly suppress: string; readonly told?: object; readonly handOver?: never };

export interface Carrier {
  readonly kind: EffectKind;
  /** How many are claimed together, and how many of them are handed over at once, where it is not the usual number. */
  readonly claimedMax?: number;
  readonly atOnce?: number;
  /** Plans what has come up since. */
  plan(): Promise<void>;
  /** True while nothing could be handed over anyway: what is due waits. */
  readonly isResting?: () => boolean;
  /** Writes down what those that were claimed together will say. Returns those that are still wanted. */
  readonly render?: (claimed: readonly ClaimedEffect[]) => Promise<readonly ClaimedEffect[]>;
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
  const claimedMax = carrier.claimedMax ?? CLAIMED_MAX;
  while (!isStopped() && carrier.isResting?.() !== true) {
    const claimed = await claimEffects(sql, kind, claimedMax);
    const wanted = (await carrier.render?.(claimed)) ?? claimed;
    const waiting = [...wanted];
    let failed: { readonly error: unknown } | null = null;
    const work = async (): Promise<void> => {
      for (let effect = waiting.shift(); effect !== undefined; effect = waiting.shift()) {
        // What waits for its turn when the worker is told to stop has not begun, and is left to another.
        if (isStopped() || carrier.isResting?.() === true) return;
        // It stays claimed, and is found again when the lease is over.
        await carryOutOne(sql, logger, carrier, effect).catch((error: unknown) => {
          failed ??= { error };
        });
      }
    };
    await Promise.all(Array.from({ length: carrier.atOnce ?? claimedMax }, work));
    throwIfFailed(failed);
    if (claimed.length < claimedMax) return;
  }
};

const throwIfFailed = (failed: { readonly error: unknown } | null): void => {
  if (failed !== null) throw failed.error;
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
    const state = await suppressEffect(sql, kind, effect, ready.suppress, ready.told);
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
