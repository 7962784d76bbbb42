/** How effects stand, for whoever has to look: how many there are in each state, and which. */
import type { Sql } from 'postgres';
import { withTenants } from './tenancy.js';

/** As the table has them; those that a person has to look at come last. */
export const effectStates = [
  'planned',
  'rendered',
  'sending',
  'sent',
  'suppressed',
  'failed',
  'uncertain',
] as const;
export type EffectState = (typeof effectStates)[number];

export interface EffectCount {
  readonly tenant: string;
  readonly effect: string;
  readonly state: EffectState;
  readonly count: number;
}

export interface EffectStanding {
  readonly tenant: string;
  readonly effect: string;
  readonly key: string;
  readonly id: string;
  readonly state: EffectState;
  readonly attempts: number;
  readonly plannedAt: string;
  /** When it is tried next, or was due. */
  readonly dueAt: string;
  readonly settledAt: string | null;
  readonly providerId: string | null;
  readonly reason: string | null;
}

const allTenants = async (sql: Sql): Promise<string[]> =>
  (await sql<{ tenant: string }[]>`select tenant from ledger.heads()`).map(({ tenant }) => tenant);

export const effectCounts = async (sql: Sql): Promise<EffectCount[]> =>
  withTenants(
    sql,
    await allTenants(sql),
    async (tx) => tx<EffectCount[]>`
      select tenant, effect, state, count(*) as count from ledger.effects
       group by tenant, effect, state order by tenant, effect, state`,
  );

/** The effects in one state, those planned last first. */
export const effectsInState = async (
  sql: Sql,
  state: EffectState,
  limit: number,
): Promise<EffectStanding[]> =>
  withTenants(
    sql,
    await allTenants(sql),
    async (tx) => tx<EffectStanding[]>`
      select tenant, effect, key, id, state, attempts, planned_at as "plannedAt", due_at as "dueAt",
             settled_at as "settledAt", provider_id as "providerId", reason
        from ledger.effects where state = ${state} order by planned_at desc, key limit ${limit}`,
  );

/** Whether any of these digests was handed over, or may have been. */
export const digestsHandedOver = async (
  sql: Sql,
  tenant: string,
  keys: readonly string[],
): Promise<boolean> => {
  const found = await withTenants(
    sql,
    [tenant],
    async (tx) => tx`
      select from ledger.effects
       where tenant = ${tenant} and effect = 'digest' and key = any(${keys as string[]})
         and state in ('sending', 'sent', 'uncertain') limit 1`,
  );
  return found.length > 0;
};
