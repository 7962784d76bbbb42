/** How a council's digests stand, for whoever has to know: whom they went to, what they told of, or why they did not go. */
import type { EffectReport } from './effects-reported.js';
import type { EffectState } from './effects-standing.js';
import type { Tx } from './tenancy.js';

export interface ToldList {
  readonly name: string;
  readonly total: number;
  readonly items: readonly {
    readonly actionId: string;
    readonly basis: string;
    readonly because: string | null;
  }[];
}

export interface DigestDelivery {
  readonly key: string;
  readonly id: string;
  readonly kind: string;
  readonly period: string;
  readonly personId: string;
  readonly state: EffectState;
  readonly reason: string | null;
  readonly attempts: number;
  readonly plannedAt: string;
  readonly settledAt: string | null;
  readonly providerId: string | null;
  readonly report: EffectReport | null;
  readonly reportedAt: string | null;
  readonly contentHash: string | null;
  /** What it told of; or the code of why it was not sent. */
  readonly told: {
    readonly total?: number;
    readonly position?: number;
    readonly lists?: readonly ToldList[];
    readonly refusal?: string;
  } | null;
}

export interface DeliveriesAsked {
  readonly after: { readonly at: string; readonly key: string } | null;
  readonly first: number;
  readonly state: EffectState | null;
  readonly kind: string | null;
  readonly personId: string | null;
}

/** A page of them, those planned last first, and how many there are. */
export const digestDeliveries = async (
  tx: Tx,
  tenant: string,
  { after, first, state, kind, personId }: DeliveriesAsked,
): Promise<{ readonly rows: DigestDelivery[]; readonly total: number }> => {
  const wanted = tx`tenant = ${tenant} and effect = 'digest'
    and (${state}::text is null or state = ${state}) and (${kind}::text is null or key like ${`${kind ?? ''}/%`})
    and (${personId}::text is null or payload ->> 'personId' = ${personId})`;
  const [rows, [counted]] = await Promise.all([
    tx<DigestDelivery[]>`
      select key, id, split_part(key, '/', 1) as kind, split_part(key, '/', 2) as period,
             payload ->> 'personId' as "personId", state, reason, attempts, planned_at as "plannedAt",
             settled_at as "settledAt", provider_id as "providerId", report, reported_at as "reportedAt",
             content_hash as "contentHash", told
        from ledger.effects
       where ${wanted} and (${after === null} or (planned_at, key) < (${after?.at ?? null}::timestamptz, ${after?.key ?? null}))
       order by planned_at desc, key desc limit ${first}`,
    tx<{ total: number }[]>`select count(*)::int as total from ledger.effects where ${wanted}`,
  ]);
  return { rows: [...rows], total: counted?.total ?? 0 };
};
