/** What effects will say, written down before any of it leaves, for a whole batch at once. */
import type { Sql } from 'postgres';
import type { ClaimedEffect, EffectKind } from './effects.js';
import { REASON_LENGTH_MAX } from './effects.js';
import { changeWithTenants } from './tenancy.js';

export interface RenderedEffect {
  readonly effect: ClaimedEffect;
  /** SHA-256 in hexadecimal of all that will be handed over. */
  readonly contentHash: string;
  /** What it tells of: ids, codes and numbers, no text. */
  readonly told: object;
}

export interface UnwantedEffect {
  readonly effect: ClaimedEffect;
  readonly reason: string;
  /** The reason as a code, where it has one. */
  readonly told?: object;
}

const tenantsOf = (effects: readonly { readonly effect: ClaimedEffect }[]): string[] => [
  ...new Set(effects.map(({ effect }) => effect.tenant)),
];

/** Returns the claimed effects that are still this worker's to hand over. */
export const renderEffects = async (
  sql: Sql,
  { name }: EffectKind,
  rendered: readonly RenderedEffect[],
): Promise<ClaimedEffect[]> => {
  if (rendered.length === 0) return [];
  const rows = rendered.map(({ effect: { tenant, key, claim }, contentHash, told }) => ({
    tenant,
    key,
    claim,
    hash: contentHash,
    told,
  }));
  const kept = await changeWithTenants(
    sql,
    tenantsOf(rendered),
    async (tx) => tx<{ tenant: string; key: string }[]>`
      update ledger.effects e set state = 'rendered', content_hash = r.hash, told = r.told
        from jsonb_to_recordset(${tx.json(rows as never)}) as r (tenant text, key text, claim uuid, hash text, told jsonb)
       where e.tenant = r.tenant and e.effect = ${name} and e.key = r.key and e.claim = r.claim
         and e.state in ('planned', 'rendered') and e.leased_until > clock_timestamp()
      returning e.tenant, e.key`,
  );
  const isKept = new Set(kept.map(({ tenant, key }) => `${tenant}/${key}`));
  return rendered.map(({ effect }) => effect).filter(({ tenant, key }) => isKept.has(`${tenant}/${key}`));
};

/** Leaves out claimed effects that are not wanted any more, each for its own reason. Returns how many those were. */
export const suppressEffects = async (
  sql: Sql,
  { name }: EffectKind,
  unwanted: readonly UnwantedEffect[],
): Promise<number> => {
  if (unwanted.length === 0) return 0;
  const rows = unwanted.map(({ effect: { tenant, key, claim }, reason, told = null }) => ({
    tenant,
    key,
    claim,
    reason,
    told,
  }));
  return changeWithTenants(sql, tenantsOf(unwanted), async (tx) => {
    const suppressed = await tx`
      update ledger.effects e
         set state = 'suppressed', reason = left(r.reason, ${REASON_LENGTH_MAX}), told = r.told, content_hash = null
        from jsonb_to_recordset(${tx.json(rows as never)}) as r (tenant text, key text, claim uuid, reason text, told jsonb)
       where e.tenant = r.tenant and e.effect = ${name} and e.key = r.key and e.claim = r.claim
         and e.state in ('planned', 'rendered') and e.leased_until > clock_timestamp()`;
    return suppressed.count;
  });
};

/** The same for one. `null`: it is no longer this worker's. */
export const suppressEffect = async (
  sql: Sql,
  kind: EffectKind,
  effect: ClaimedEffect,
  reason: string,
  told?: object,
): Promise<'suppressed' | null> =>
  (await suppressEffects(sql, kind, [{ effect, reason, ...(told === undefined ? {} : { told }) }])) === 1
    ? 'suppressed'
    : null;
