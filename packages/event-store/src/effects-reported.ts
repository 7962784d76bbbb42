/** What the other side tells later of what was handed over to it. */
import type { Sql } from 'postgres';
import type { EffectKind } from './effects.js';
import { changeWithAllTenants } from './tenancy.js';

/** `undelivered`: it did not arrive for now, and was given up. `lost`: the other side failed, and says no more. */
export const effectReports = [
  'sending',
  'delivered',
  'bounced',
  'undelivered',
  'complained',
  'lost',
] as const;
export type EffectReport = (typeof effectReports)[number];

export interface UnreportedEffect {
  readonly tenant: string;
  readonly key: string;
  readonly id: string;
  readonly state: 'sent' | 'uncertain';
  readonly providerId: string | null;
  readonly payload: unknown;
}

/**
 * Some of what was handed over within so many hours and may still be told more of: others each time, so that those of which
 * nothing is ever told keep none from being asked for.
 */
export const unreportedEffects = async (
  sql: Sql,
  { name }: EffectKind,
  { withinHours, limit }: { readonly withinHours: number; readonly limit: number },
): Promise<UnreportedEffect[]> =>
  changeWithAllTenants(
    sql,
    async (tx) => tx<UnreportedEffect[]>`
      select tenant, key, id, state, provider_id as "providerId", payload from ledger.effects
       where effect = ${name} and state in ('sent', 'uncertain') and (report is null or report = 'sending')
         and settled_at > clock_timestamp() - make_interval(hours => ${withinHours})
       order by random() limit ${limit}`,
  );

/**
 * Keeps what was told of one; what was uncertain is known to have been sent by it. Returns its council and payload where that
 * is news, and `null` where it was known or there is no such effect.
 */
export const reportEffect = async (
  sql: Sql,
  { name }: Pick<EffectKind, 'name'>,
  id: string,
  { report, providerId }: { readonly report: EffectReport; readonly providerId: string },
): Promise<Pick<UnreportedEffect, 'tenant' | 'payload'> | null> => {
  const [news] = await sql<Pick<UnreportedEffect, 'tenant' | 'payload'>[]>`
    select tenant, payload from ledger.report_effect(${name}, ${id}, ${report}, ${providerId})`;
  return news ?? null;
};
