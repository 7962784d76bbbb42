/** What a person has found out about an effect of which nobody knew whether it arrived. */
import { REASON_LENGTH_MAX } from './effects.js';
import type { EffectState } from './effects-standing.js';
import type { Tx } from './tenancy.js';

export interface FoundEffect {
  readonly tenant: string;
  readonly effect: string;
  readonly key: string;
  /** As it was before. */
  readonly state: EffectState;
}

/**
 * Settles the one uncertain effect of this id or key, of whichever council, as `sent` or `failed`; `why` stands as its
 * reason from then on, before the one it had. Returns what was found; it is settled where that is one, and `uncertain`.
 * The transaction must be one of the owner's: workers settle only what they handed over themselves.
 */
export const settleByHand = async (
  tx: Tx,
  idOrKey: string,
  state: 'sent' | 'failed',
  why: string,
): Promise<FoundEffect[]> => {
  await tx`select set_config('ledger.tenants', coalesce(string_agg(tenant, ','), ''), true) from ledger.heads()`;
  const found = await tx<FoundEffect[]>`
    select tenant, effect, key, state from ledger.effects
     where key = ${idOrKey} or id::text = ${idOrKey} order by tenant, effect for no key update`;
  const [only] = found;
  if (found.length === 1 && only?.state === 'uncertain') {
    await tx`
      update ledger.effects
         set state = ${state}, reason = left(${`Settled by hand: ${why} Before: `} || reason, ${REASON_LENGTH_MAX})
       where tenant = ${only.tenant} and effect = ${only.effect} and key = ${only.key}`;
  }
  return [...found];
};
