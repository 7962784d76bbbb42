/** What is asked of the read model of recruitment churn: what flowed in and out of each cell, month by month. */
import type { At, MonthFlow } from '@improvement-ledger/domain';
import { monthNumber } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { flowsIn } from './churn-sums.js';
import { inForce } from './visible.js';

export type ChurnDimension = 'team' | 'role' | 'employment';

/** Which movements count, and what they are counted by. */
export interface ChurnAsked {
  readonly by: readonly ChurnDimension[];
  readonly teamId: string | null;
  readonly roleId: string | null;
  readonly employment: string | null;
  /** Months before this one are summed up under the one before it. */
  readonly from: string;
  readonly to: string;
}

/** What one count is of; what it is not counted by is `null`. */
export interface ChurnCell {
  readonly teamId: string | null;
  readonly roleId: string | null;
  readonly employment: string | null;
}
/** A month's flows of one cell. */
export type FlowRow = ChurnCell & MonthFlow;

const only = (tx: Tx, column: string, value: string | null) =>
  value === null ? tx`` : tx`and f.${tx(column)} = ${value}`;

interface CellRow extends ChurnCell {
  /** Months, classes, heads and FTE: so many rows are sent and read faster as one text. */
  readonly flows: string;
}

/** SQL of the cell that a flow `f` is counted in. */
const cellOf = (tx: Tx, { by }: ChurnAsked) => {
  const part = (dimension: ChurnDimension, column: string, type: string) =>
    by.includes(dimension) ? tx`f.${tx(column)}` : tx.unsafe(`null::${type}`);
  return tx`${part('team', 'team_id', 'uuid')} as "teamId", ${part('role', 'role_id', 'uuid')} as "roleId",
    ${part('employment', 'employment', 'text')} as employment`;
};

/** SQL that holds for the flows that count at a point. */
const countedAt = (
  tx: Tx,
  tenant: string,
  { asOf, knownAt }: At,
  { teamId, roleId, employment }: ChurnAsked,
) => tx`
  f.tenant = ${tenant} and f.facet <> '' and f.known_from <= ${knownAt} and f.known_to > ${knownAt}
  and f.effective_from <= ${asOf} ${only(tx, 'team_id', teamId)} ${only(tx, 'role_id', roleId)}
  ${only(tx, 'employment', employment)}`;

/**
 * The cells that anything ever flowed in or out of, as known and true at a point, in an order that stays. What there is of
 * teams, roles and, where they count, terms is found one after the other in the index, and asked whether it has flows then:
 * to look at all flows for it takes as long as to add them up.
 */
export const churnCellsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  asked: ChurnAsked,
): Promise<ChurnCell[]> => {
  const ofTerms = asked.by.includes('employment');
  const columns = tx.unsafe(
    ofTerms ? 'p.team_id, p.role_id, p.employment' : 'p.team_id, p.role_id, null::text as employment',
  );
  const order = tx.unsafe(ofTerms ? 'p.team_id, p.role_id, p.employment' : 'p.team_id, p.role_id');
  const last = tx.unsafe(ofTerms ? 'team, role, terms' : 'team, role');
  const flows = tx`select ${columns} from read.recruitment_churn p
    where p.tenant = ${tenant} and p.facet <> '' ${ofTerms ? tx`and p.employment is not null` : tx``}`;
  return tx<ChurnCell[]>`
    with recursive found (team, role, terms) as (
      (${flows} order by ${order} limit 1)
       union all
      select next.* from found
       cross join lateral (${flows} and (${order}) > (${last}) order by ${order} limit 1) next)
    select ${cellOf(tx, asked)}
      from (select team as team_id, role as role_id, terms as employment from found
             where exists (select from read.recruitment_churn f
                            where ${countedAt(tx, tenant, at, asked)} and f.team_id = team and f.role_id = role
                              ${ofTerms ? tx`and f.employment = terms` : tx``})) f
     group by 1, 2, 3 order by 1, 2, 3`;
};

/** Flows of no other cells than these, and perhaps of some that have a team, a role and terms of different ones. */
const amongCells = (tx: Tx, { by }: ChurnAsked, cells: readonly ChurnCell[] | null) => {
  if (cells === null) return tx``;
  const among = (dimension: ChurnDimension, column: string, type: string, values: (string | null)[]) =>
    by.includes(dimension)
      ? tx`and f.${tx(column)} = any (${[...new Set(values)]}::${tx.unsafe(type)}[])`
      : tx``;
  const teams = cells.map(({ teamId }) => teamId);
  const roles = cells.map(({ roleId }) => roleId);
  const terms = cells.map(({ employment }) => employment);
  return tx`${among('team', 'team_id', 'uuid', teams)} ${among('role', 'role_id', 'uuid', roles)}
    ${among('employment', 'employment', 'text', terms)}`;
};

/** What flowed in and out in each month, of these cells or of all, as known and true at a point. */
export const flowsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  asked: ChurnAsked,
  of: readonly ChurnCell[] | null = null,
): Promise<FlowRow[]> => {
  const [first, last] = [monthNumber(asked.from), monthNumber(asked.to)];
  const cells = await tx<CellRow[]>`
    select "teamId", "roleId", employment,
           string_agg(concat_ws(' ', month, key, head, fte, days), ' ') as flows
      from (select ${cellOf(tx, asked)}, greatest(f.month, ${first - 1}) as month, key, sum(head) as head, sum(fte) as fte,
                   coalesce(sum(days), 0) as days
              from read.recruitment_churn f
             where ${countedAt(tx, tenant, at, asked)} ${amongCells(tx, asked, of)} and f.month <= ${last}
             group by 1, 2, 3, 4, 5) each
     group by 1, 2, 3`;
  return cells.flatMap(({ flows, ...cell }) => flowsIn(flows).map((flow) => ({ ...cell, ...flow })));
};

/** The first month in which anything is known to have moved; `null` where nothing is. */
export const churnBeginsAt = async (
  tx: Tx,
  tenant: string,
  { asOf, knownAt }: At,
): Promise<string | null> => {
  const [row] = await tx<{ first: string }[]>`
    select to_char(e.effective_from at time zone 'Europe/London', 'YYYY-MM') as first from read.recruitment_churn e
     where e.tenant = ${tenant} and e.facet = '' and ${inForce(tx, 'e', { asOf, knownAt })}
     order by e.effective_from limit 1`;
  return row?.first ?? null;
};
