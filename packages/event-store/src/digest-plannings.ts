/** On which days a council's digests were planned, written together with the effects that were planned then. */
import type { Sql } from 'postgres';
import type { EffectKind, PlannedEffect } from './effects.js';
import { planEffectsWithin } from './effects.js';
import { changeWithAllTenants, changeWithTenants, withTenants } from './tenancy.js';
import type { Tx } from './tenancy.js';

export interface DigestPlanning {
  readonly kind: string;
  /** The day in London. */
  readonly onDay: string;
  /** Up to which position the ledger was read. */
  readonly position: number;
  readonly effects: readonly PlannedEffect[];
}

/** So many go to the database at once. */
const CHUNK = 1_000;

/** Plans what is due of one kind on a day, unless that was done. Returns how many were new; `null`: it was done already. */
export const planDigests = async (
  sql: Sql,
  effect: EffectKind,
  tenant: string,
  { kind, onDay, position, effects }: DigestPlanning,
): Promise<number | null> =>
  changeWithTenants(sql, [tenant], async (tx) => {
    // Of two workers the second waits here for the first, and then finds it done.
    await tx`select pg_advisory_xact_lock(hashtextextended(${`digests/${tenant}/${kind}/${onDay}`}, 0))`;
    const [done] = await tx`
      select from ledger.digest_plannings where tenant = ${tenant} and kind = ${kind} and on_day = ${onDay}`;
    if (done !== undefined) return null;
    let planned = 0;
    for (let from = 0; from < effects.length; from += CHUNK) {
      planned += await planEffectsWithin(tx, effect, tenant, effects.slice(from, from + CHUNK));
    }
    await tx`
      insert into ledger.digest_plannings (tenant, kind, on_day, position, recipients, planned)
      values (${tenant}, ${kind}, ${onDay}, ${position}, ${effects.length}, ${planned}) on conflict do nothing`;
    return planned;
  });

/** `tenant/kind` of each council whose digests of a kind were planned on a day. */
export const plannedOn = async (sql: Sql, onDay: string): Promise<ReadonlySet<string>> => {
  const rows = await changeWithAllTenants(
    sql,
    async (tx) => tx<{ name: string }[]>`
      select tenant || '/' || kind as name from ledger.digest_plannings where on_day = ${onDay}`,
  );
  return new Set(rows.map(({ name }) => name));
};

export interface DigestPlanned {
  readonly kind: string;
  readonly onDay: string;
  readonly plannedAt: string;
  readonly position: number;
  readonly recipients: number;
  readonly planned: number;
}

/** The plannings of a council from one day to another, the latest first. */
export const digestPlanningsOf = async (
  tx: Tx,
  tenant: string,
  { from, to, limit }: { readonly from: string; readonly to: string; readonly limit: number },
): Promise<DigestPlanned[]> => {
  const rows = await tx<DigestPlanned[]>`
    select kind, on_day::text as "onDay", planned_at as "plannedAt", position, recipients, planned
      from ledger.digest_plannings
     where tenant = ${tenant} and on_day between ${from} and ${to}
     order by on_day desc, kind limit ${limit}`;
  return [...rows];
};

/** So long the longest period lasts, and a day more. */
const LOOKED_BACK_DAYS = 32;

/** The days of the last month, before or on a day, on which a council's digests of a kind were planned. */
export const planningDaysOf = async (
  sql: Sql,
  tenant: string,
  kind: string,
  onDay: string,
): Promise<string[]> => {
  const rows = await withTenants(
    sql,
    [tenant],
    async (tx) => tx<{ day: string }[]>`
      select on_day::text as day from ledger.digest_plannings
       where tenant = ${tenant} and kind = ${kind}
         and on_day between ${onDay}::date - ${LOOKED_BACK_DAYS}::integer and ${onDay}::date order by on_day`,
  );
  return rows.map(({ day }) => day);
};
