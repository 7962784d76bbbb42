/** What is asked of the read model of recruitment churn: what flowed in and out of each cell, month by month. */
import type { At, MonthFlow } from '@improvement-ledger/domain';
import { monthsAfter } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import type { Fragment } from 'postgres';
import { AGENCY, classes, monthNumber, SUPERNUMERARY } from './churn-classes.js';
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

/** The cells that anything ever flowed in or out of, as known and true at a point, in an order that stays. */
export const churnCellsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  asked: ChurnAsked,
): Promise<ChurnCell[]> => tx<ChurnCell[]>`
  select ${cellOf(tx, asked)} from read.recruitment_churn f
   where ${countedAt(tx, tenant, at, asked)} group by 1, 2, 3 order by 1, 2, 3`;

/** Flows of no other cells than these, and perhaps of some that have a team, a role and terms of different ones. */
const amongCells = (tx: Tx, { by }: ChurnAsked, cells: readonly ChurnCell[] | null) => {
  const among = (dimension: ChurnDimension, column: string, type: string, values: (string | null)[]) =>
    by.includes(dimension)
      ? tx`and f.${tx(column)} = any (${[...new Set(values)]}::${tx.unsafe(type)}[])`
      : tx``;
  return cells === null
    ? tx``
    : tx`${among(
        'team',
        'team_id',
        'uuid',
        cells.map(({ teamId }) => teamId),
      )}
         ${among(
           'role',
           'role_id',
           'uuid',
           cells.map(({ roleId }) => roleId),
         )}
         ${among(
           'employment',
           'employment',
           'text',
           cells.map(({ employment }) => employment),
         )}`;
};

/** What flowed in and out in each month, of these cells or of all, as known and true at a point. */
export const flowsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  asked: ChurnAsked,
  of: readonly ChurnCell[] | null = null,
): Promise<FlowRow[]> => {
  const { by, from, to } = asked;
  const cell = cellOf(tx, asked);
  const counted = tx`${countedAt(tx, tenant, at, asked)} ${amongCells(tx, asked, of)}`;
  const [first, last] = [monthNumber(from), monthNumber(to)];
  // What is counted by little has many flows of one kind in a month.
  const sums = (month: Fragment) => tx`
    select ${cell}, ${month} as month, class, sum(head) as head, sum(fte) as fte from read.recruitment_churn f
     where ${counted}`;
  const cells = await tx<CellRow[]>`
    select "teamId", "roleId", employment, string_agg(month || ' ' || class || ' ' || head || ' ' || fte, ' ') as flows
      from (${sums(tx`${first - 1}::integer`)} and f.month < ${first} group by 1, 2, 3, class
            union all
            ${
              by.length < 2
                ? tx`${sums(tx`f.month`)} and f.month between ${first} and ${last} group by 1, 2, 3, f.month, class`
                : tx`select ${cell}, f.month, class, head, fte from read.recruitment_churn f
                      where ${counted} and f.month between ${first} and ${last}`
            }) each
     group by 1, 2, 3`;
  return cells.flatMap(flowsOf);
};

const MEMBERS = 4;

/** The months of one cell. */
const flowsOf = ({ flows, ...cell }: CellRow): FlowRow[] => {
  const numbers = flows.split(' ').map(Number);
  const months = new Map<number, Flow>();
  for (let at = 0; at < numbers.length; at += MEMBERS) {
    const month = numbers[at] ?? 0;
    let flow = months.get(month);
    if (flow === undefined) months.set(month, (flow = noFlow()));
    count(flow, numbers[at + 1] ?? 0, numbers[at + 2] ?? 0, numbers[at + 3] ?? 0);
  }
  return [...months].map(([month, flow]) => ({ ...cell, month: nameOf(month), ...flow }));
};

const names = new Map<number, string>();
/** The month of a number. The same few are named again and again. */
const nameOf = (month: number): string => {
  const known = names.get(month);
  if (known !== undefined) return known;
  const name = monthsAfter('0000-01', month);
  names.set(month, name);
  return name;
};

type Flow = { -readonly [Amount in Exclude<keyof MonthFlow, 'month'>]: number };
const noFlow = (): Flow => ({
  starters: 0,
  leavers: 0,
  leaversFte: 0,
  conversions: 0,
  movedIn: 0,
  movedOut: 0,
  inPost: 0,
  inPostFte: 0,
  establishedInPostFte: 0,
  agencyStarted: 0,
  agencyEnded: 0,
  agency: 0,
  agencyFte: 0,
  establishedAgencyFte: 0,
  establishmentFte: 0,
  supernumeraryFte: 0,
});

/** Adds the flows of one class. */
const count = (flow: Flow, number: number, head: number, fte: number): void => {
  const isEstablished = number < SUPERNUMERARY;
  const within = number % SUPERNUMERARY;
  if (within === classes.post) {
    flow[isEstablished ? 'establishmentFte' : 'supernumeraryFte'] += fte;
  } else if (within > AGENCY) {
    flow.agency += head;
    flow.agencyFte += fte;
    if (isEstablished) flow.establishedAgencyFte += fte;
    if (within - AGENCY === classes.start) flow.agencyStarted += head;
    if (within - AGENCY === classes.leave) flow.agencyEnded -= head;
  } else {
    flow.inPost += head;
    flow.inPostFte += fte;
    if (isEstablished) flow.establishedInPostFte += fte;
    countEmployed(flow, within, head, fte);
  }
};

const countEmployed = (flow: Flow, kind: number, head: number, fte: number): void => {
  if (kind === classes.start) flow.starters += head;
  if (kind === classes.convert) flow.conversions += head;
  if (kind === classes.movedIn) flow.movedIn += head;
  if (kind === classes.movedOut) flow.movedOut -= head;
  if (kind !== classes.leave) return;
  flow.leavers -= head;
  flow.leaversFte -= fte;
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
