/**
 * Effects, such as alarms and mails, as rows that are carried out once (migrations/0032-rendered-effects.sql has their states).
 * A worker claims what is due, makes it ready, begins to hand it over and settles how that ended. What was being handed
 * over when a worker died is recovered by the effect's delivery rule.
 */
import type { Sql } from 'postgres';
import { v7 } from 'uuid';
import type { Tx } from './tenancy.js';
import { changeWithAllTenants, changeWithTenants } from './tenancy.js';

/** at-most-once: what may have arrived is not sent again. at-least-once: what may not have arrived is. */
type Delivery = 'at-most-once' | 'at-least-once';

/** What all effects of one name have in common. */
export interface EffectKind {
  readonly name: string;
  readonly delivery: Delivery;
  /** After so many attempts it is given up. */
  readonly attemptsMax: number;
  /** How long to wait after an attempt, counted from 1. */
  readonly retryDelayMs: (attempt: number) => number;
  /** How long whoever claims one keeps it from the others: longer than making it ready or handing it over takes. */
  readonly leaseMs: number;
}

export interface PlannedEffect {
  readonly key: string;
  /** Structure only: no text and no personal data. */
  readonly payload: object;
}

export interface ClaimedEffect {
  readonly tenant: string;
  readonly key: string;
  /** The same at every attempt: what the other side knows it by. */
  readonly id: string;
  readonly payload: unknown;
  readonly claim: string;
}

/** How an attempt ended, as far as whoever made it knows. */
export type AttemptOutcome =
  | { readonly outcome: 'sent'; readonly providerId?: string }
  /** It did not arrive, and may later. */
  | { readonly outcome: 'deferred'; readonly reason: string }
  /** It did not arrive and never will. */
  | { readonly outcome: 'rejected'; readonly reason: string }
  /** It may have arrived. */
  | { readonly outcome: 'unknown'; readonly reason: string };

type Settled = 'planned' | 'sent' | 'failed' | 'uncertain' | 'suppressed';

/** How long a reason may be, in characters, as the table has it. */
export const REASON_LENGTH_MAX = 1_000;
const DIED = 'The worker ended while it was being handed over: nobody knows whether it arrived.';

/** Plans effects of one council; those whose key is known already stay as they are. Returns how many were new. */
export const planEffects = async (
  sql: Sql,
  { name, delivery }: EffectKind,
  tenant: string,
  effects: readonly PlannedEffect[],
): Promise<number> =>
  changeWithTenants(sql, [tenant], async (tx) => planEffectsWithin(tx, { name, delivery }, tenant, effects));

/** The same together with what else is to be written, or not at all. */
export const planEffectsWithin = async (
  tx: Tx,
  { name, delivery }: Pick<EffectKind, 'name' | 'delivery'>,
  tenant: string,
  effects: readonly PlannedEffect[],
): Promise<number> => {
  const planned = await tx`
    insert into ledger.effects (tenant, effect, key, delivery, payload)
    select ${tenant}, ${name}, e.key, ${delivery}, e.payload
      from jsonb_to_recordset(${tx.json(effects as never)}) as e (key text, payload jsonb)
        on conflict do nothing`;
  return planned.count;
};

/** Claims what is due, of every council, the longest due first. Others pass by what is claimed, until the lease is over. */
export const claimEffects = async (
  sql: Sql,
  { name, leaseMs }: EffectKind,
  limit: number,
): Promise<ClaimedEffect[]> =>
  changeWithAllTenants(
    sql,
    async (tx) => tx<ClaimedEffect[]>`
      with due as (
        select tenant, key from ledger.effects
         where effect = ${name} and state in ('planned', 'rendered') and due_at <= clock_timestamp()
           and coalesce(leased_until <= clock_timestamp(), true)
         order by due_at limit ${limit} for no key update skip locked)
      update ledger.effects e
         set claim = ${v7()}, leased_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1_000})
        from due where e.tenant = due.tenant and e.effect = ${name} and e.key = due.key
      returning e.tenant, e.key, e.id, e.payload, e.claim`,
  );

/** To be called before the first byte leaves. Returns which attempt it is; `null`: it is no longer this worker's to hand over. */
export const beginEffect = async (
  sql: Sql,
  { name, leaseMs }: EffectKind,
  { tenant, key, claim }: ClaimedEffect,
): Promise<number | null> =>
  changeWithTenants(sql, [tenant], async (tx) => {
    const [begun] = await tx<{ attempts: number }[]>`
      update ledger.effects
         set state = 'sending', attempts = attempts + 1,
             leased_until = clock_timestamp() + make_interval(secs => ${leaseMs / 1_000})
       where tenant = ${tenant} and effect = ${name} and key = ${key}
         and claim = ${claim} and state in ('planned', 'rendered') and leased_until > clock_timestamp()
      returning attempts`;
    return begun?.attempts ?? null;
  });

/**
 * Settles how an attempt ended; returns what became of the effect. `null`: this came too late, the lease was over and the
 * effect has been recovered.
 */
export const settleEffect = async (
  sql: Sql,
  kind: EffectKind,
  { tenant, key, claim }: ClaimedEffect,
  attempt: number,
  outcome: AttemptOutcome,
): Promise<Settled | null> => {
  const becomes = settledBy(kind, attempt, outcome);
  const reason = outcome.outcome === 'sent' ? null : outcome.reason.slice(0, REASON_LENGTH_MAX);
  const providerId = outcome.outcome === 'sent' ? (outcome.providerId ?? null) : null;
  return changeWithTenants(sql, [tenant], async (tx) => {
    const ended =
      becomes === 'planned'
        ? tx`claim = null, leased_until = null,
             due_at = clock_timestamp() + make_interval(secs => ${kind.retryDelayMs(attempt) / 1_000})`
        : tx`provider_id = ${providerId}`;
    // Whoever hears how it ended after it became uncertain has found out.
    const from = ['sent', 'failed'].includes(becomes) ? ['sending', 'uncertain'] : ['sending'];
    const settled = await tx`
      update ledger.effects set state = ${becomes}, reason = ${reason}, ${ended}
       where tenant = ${tenant} and effect = ${kind.name} and key = ${key} and claim = ${claim}
         and state = any(${from})
         and (${becomes} <> 'planned' or delivery = 'at-least-once' or leased_until > clock_timestamp())`;
    return settled.count === 1 ? becomes : null;
  });
};

const settledBy = (
  { delivery, attemptsMax }: EffectKind,
  attempt: number,
  { outcome }: AttemptOutcome,
): Settled => {
  if (outcome === 'sent') return 'sent';
  if (outcome === 'rejected') return 'failed';
  if (outcome === 'unknown' && delivery === 'at-most-once') return 'uncertain';
  return attempt < attemptsMax ? 'planned' : 'failed';
};

export interface RecoveredEffect {
  readonly tenant: string;
  readonly key: string;
  readonly state: 'planned' | 'failed' | 'uncertain';
}

/** Settles what was being handed over by workers whose lease is over: uncertain, or to be tried again, by its delivery rule. */
export const recoverEffects = async (
  sql: Sql,
  { name, attemptsMax }: EffectKind,
): Promise<RecoveredEffect[]> =>
  changeWithAllTenants(
    sql,
    async (tx) => tx<RecoveredEffect[]>`
      update ledger.effects
         set state = case when delivery = 'at-most-once' then 'uncertain'
                          when attempts < ${attemptsMax} then 'planned' else 'failed' end,
             reason = ${DIED}
       where effect = ${name} and state = 'sending' and leased_until <= clock_timestamp()
      returning tenant, key, state`,
  );
