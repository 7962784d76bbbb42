/**
 * The joining steps of every engagement: what is due by when, what was done and when. The checks of an agency worker are due
 * by the day of the start, the parts of the induction on the day, a week and a month from it, the references of one who has
 * gone on the day of the end. What was not due yet when somebody left is due no more.
 */
import type { At, SealedText } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { openTexts } from '@improvement-ledger/event-store';
import type { PageFound } from './page.js';
import { inForce } from './visible.js';

export const joiningStepKinds = [
  'interview',
  'references',
  'first-day',
  'first-week',
  'first-month',
  'exit-reference',
  'discrepancy-report',
] as const;
export type JoiningStepKind = (typeof joiningStepKinds)[number];
/** `missing`: it was due and is not done; `late`: it was done after it was due. */
export const joiningStatuses = ['done', 'late', 'missing', 'due'] as const;
export type JoiningStatus = (typeof joiningStatuses)[number];

export interface JoiningStepRow {
  /** Where it stands in the list. */
  readonly place: string;
  readonly kind: JoiningStepKind;
  readonly status: JoiningStatus;
  readonly personId: string;
  readonly engagementId: string;
  /** The team in which the engagement began. */
  readonly teamId: string;
  readonly due: string;
  readonly done: string | null;
  readonly approvedBy: string | null;
  readonly discrepancy: SealedText | null;
}

export interface JoiningStepsAsked {
  readonly statuses: readonly JoiningStatus[];
  readonly kinds: readonly JoiningStepKind[];
  readonly teamId: string | null;
  /** The day on which one looks. */
  readonly on: string;
  /** Only of engagements that began on this day or later: of earlier ones nothing may have been brought into the ledger. */
  readonly begunFrom: string | null;
}

const dayOf = (tx: Tx, alias: string) => tx`(${tx(alias)}.effective_from at time zone 'Europe/London')::date`;

/** SQL of all steps at a point, each with how it stands on a day. */
const stepsSql = (tx: Tx, tenant: string, at: At, { on, begunFrom }: JoiningStepsAsked) => {
  /** The entry of a step that holds: the first time it was done, or of a review the last. */
  const entry = (step: ReturnType<typeof tx>, order: 'first' | 'last') => tx`
    select ${dayOf(tx, 'e')} as day, e.value from read.joining_register e
     where e.tenant = b.tenant and e.engagement_id = b.engagement_id and e.step = ${step} and ${inForce(tx, 'e', at)}
     order by e.effective_from ${order === 'first' ? tx`, e.root` : tx`desc, e.root desc`} limit 1`;
  return tx`
    select b.root, b.person_id as "personId", b.engagement_id as "engagementId", (b.value ->> 'teamId')::uuid as "teamId",
           step.kind, step.due, done.day as done, (done.value ->> 'approvedBy')::uuid as "approvedBy",
           done.value -> 'discrepancy' as discrepancy,
           case when done.day is null then case when step.due < ${on}::date then 'missing' else 'due' end
                when done.day > step.due then 'late' else 'done' end as status
      from read.joining_register b
     cross join lateral (select ${dayOf(tx, 'b')} as began, b.value ->> 'employment' = 'agency' as is_agency) started
      left join lateral (${entry(tx`'ended'`, 'last')}) ended on true
      left join lateral (${entry(tx`'exit-reference'`, 'last')}) review on true
     cross join lateral (values
       ('interview', began, is_agency),
       ('references', began, is_agency),
       ('first-day', began, true),
       ('first-week', began + 7, true),
       ('first-month', (began + interval '1 month')::date, true),
       ('exit-reference', ended.day, is_agency),
       ('discrepancy-report', review.day, is_agency and review.value -> 'discrepancy' <> 'null')) step (kind, due, applies)
      left join lateral (${entry(tx`step.kind`, 'first')}) done on true
     where b.tenant = ${tenant} and b.step = 'began' and ${inForce(tx, 'b', at)} and step.applies and step.due is not null
       ${begunFrom === null ? tx`` : tx`and began >= ${begunFrom}::date`}
       and (done.day is not null or ended.day is null or step.due < ended.day or step.kind in ('exit-reference', 'discrepancy-report'))`;
};

const among = (tx: Tx, { statuses, kinds, teamId }: JoiningStepsAsked) => tx`
  ${statuses.length === 0 ? tx`true` : tx`s.status = any (${[...statuses]})`}
  and ${kinds.length === 0 ? tx`true` : tx`s.kind = any (${[...kinds]})`}
  and ${teamId === null ? tx`true` : tx`s."teamId" = ${teamId}`}`;

/** Steps by the day on which they are due, then in the order in which the starts were recorded. */
export const joiningStepsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  asked: JoiningStepsAsked & { readonly after: string | null; readonly first: number },
): Promise<PageFound<JoiningStepRow>> => {
  const rows = await tx<(JoiningStepRow & { readonly total: number })[]>`
    select page.* from (
      select to_char(s.due, 'YYYY-MM-DD') || '-' || lpad(s.root::text, 15, '0') || '-' || s.kind as place, s.kind, s.status,
             s."personId", s."engagementId", s."teamId", to_char(s.due, 'YYYY-MM-DD') as due,
             to_char(s.done, 'YYYY-MM-DD') as done, s."approvedBy", s.discrepancy, count(*) over ()::integer as total
        from (${stepsSql(tx, tenant, at, asked)}) s where ${among(tx, asked)}) page
     where ${asked.after === null ? tx`true` : tx`page.place collate "C" > ${asked.after}`}
     order by page.place collate "C" limit ${asked.first}`;
  return { total: rows[0]?.total ?? 0, rows: await openTexts(tx, tenant, [...rows]) };
};

export interface JoiningCountRow {
  readonly kind: JoiningStepKind;
  readonly done: number;
  readonly late: number;
  readonly missing: number;
  readonly due: number;
}

/** How many steps of each kind stand how. */
export const joiningCountsAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  asked: JoiningStepsAsked,
): Promise<JoiningCountRow[]> => tx<JoiningCountRow[]>`
  select s.kind, ${tx.unsafe(
    joiningStatuses
      .map((status) => `(count(*) filter (where s.status = '${status}'))::integer as ${status}`)
      .join(', '),
  )}
    from (${stepsSql(tx, tenant, at, asked)}) s where ${among(tx, asked)}
   group by s.kind order by array_position(${[...joiningStepKinds]}::text[], s.kind)`;
