/**
 * What an action has several of: who stands in for its owners, what it is linked to, what was shown for it. Asked for
 * only where somebody wants to know, for all actions of a page at once.
 */
import type { At, Cell, Cover, Evidence, LinkKind, Sealed } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { Fragment } from 'postgres';
import type { PartKind } from './action-facets.js';
import { inForce, latestFirst } from './visible.js';

interface Said {
  readonly actionId: string;
  /** Who said so last, and from when it holds. */
  readonly saidBy: string;
  readonly since: string;
}
export type CoverRow = Said & Cover & { readonly coverId: string };
export type EvidenceRow = Said & Evidence & { readonly evidenceId: string };
export type LinkRow = Said & { readonly linkId: string; readonly kind: LinkKind; readonly to: string };

interface Asked {
  readonly tenant: string;
  readonly actionIds: readonly string[];
}
interface Row<Value> {
  readonly actionId: string;
  readonly since: string;
  readonly value: Value;
}

/** The parts of these facets that stand at a point, in the order in which they came. `facets` tells which to look at. */
const standing = async <Value>(
  tx: Tx,
  tenant: string,
  facets: Fragment,
  at: At,
): Promise<(Value & Said)[]> => {
  const rows = await tx<Row<Value & Pick<Said, 'saidBy'>>[]>`
    select part.action_id as "actionId", latest.effective_from as since, latest.value
      from (${facets}) part
     cross join lateral (
       select e.value, e.effective_from, e.root from read.action_register e
        where e.tenant = ${tenant} and e.action_id = part.action_id and e.facet = part.facet and ${inForce(tx, 'e', at)}
        order by ${latestFirst(tx, 'e')} limit 1) latest
     where latest.value <> '{}'
     order by latest.effective_from, latest.root`;
  const opened = await openTexts(tx, tenant, [...rows]);
  return opened.map(({ actionId, since, value }) => ({ ...value, actionId, since }));
};

const ownFacets = (tx: Tx, { tenant, actionIds }: Asked, kind: PartKind) => tx`
  select distinct action_id, facet from read.action_register
   where tenant = ${tenant} and action_id = any (${[...actionIds]}::uuid[]) and facet like ${`${kind}:%`}`;

/** Who stands in for whom, as far as nobody has ended it; a cover may still be to come, or have run out. */
export const coversAt = async (tx: Tx, asked: Asked, at: At): Promise<CoverRow[]> =>
  standing(tx, asked.tenant, ownFacets(tx, asked, 'cover'), at);

export const evidenceAt = async (tx: Tx, asked: Asked, at: At): Promise<EvidenceRow[]> =>
  standing(tx, asked.tenant, ownFacets(tx, asked, 'evidence'), at);

/** The links of these actions, whichever end they are. */
export const linksAt = async (tx: Tx, asked: Asked, at: At): Promise<LinkRow[]> =>
  standing(
    tx,
    asked.tenant,
    tx`${ownFacets(tx, asked, 'link')}
       union
       select action_id, facet from read.action_register
        where tenant = ${asked.tenant} and value ->> 'to' = any (${[...asked.actionIds]}::text[]) and facet like 'link:%'`,
    at,
  );

/** The rows of the source document that these actions were added from, as printed; none for those that came from none. */
export const cellsAt = async (
  tx: Tx,
  { tenant, actionIds }: Asked,
  at: At,
): Promise<{ readonly actionId: string; readonly cells: Sealed<readonly Cell[]> }[]> => {
  const rows = await tx<{ actionId: string; cells: Sealed<readonly Cell[]> }[]>`
    select c.action_id as "actionId", c.value -> 'cells' as cells from read.action_register c
     where c.tenant = ${tenant} and c.action_id = any (${[...actionIds]}::uuid[]) and c.facet = 'cells' and ${inForce(tx, 'c', at)}`;
  return openTexts(tx, tenant, [...rows]);
};
