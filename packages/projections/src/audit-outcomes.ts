/**
 * Audit outcomes: how many audits were planned, missed and done, and with which grade, by month, team, theme, programme and
 * auditor. A moderation changes the grade from its own day on, so what counts is derived from all entries of an audit: of
 * each a count in, and of the grade that it replaces a count out.
 */
import type {
  At,
  AuditEventType,
  AuditGrade,
  AuditTheme,
  ModeratorKind,
  Recorded,
} from '@improvement-ledger/domain';
import { monthName, monthNumber } from '@improvement-ledger/domain';
import type { Tx } from '@improvement-ledger/event-store';
import { projection } from './projection.js';
import { inForce, inForceOfAny } from './visible.js';

const types = ['AuditPlanned', 'AuditDone', 'AuditMissed', 'AuditModerated'] as const;
type OutcomeEventType = Extract<AuditEventType, (typeof types)[number]>;

const monthSql = (month: string): string =>
  `(split_part(${month}, '-', 1)::integer * 12 + split_part(${month}, '-', 2)::integer - 1)`;
/** The month of an instant in London. */
const monthOfSql = (instant: string): string =>
  monthSql(`to_char(${instant} at time zone 'Europe/London', 'YYYY-MM')`);

const outcomesSql = `
  with planned as (
         select at, audit_id, programme_id, team_id, auditor_id, theme, month, effective_from
           from entry where type = 'AuditPlanned'),
       finished as (
         select distinct on (at) at, root, effective_from as done_at from entry where type = 'AuditDone'
          order by at, effective_from, root),
       graded as (
         select e.at, e.root, e.effective_from, e.grade, f.done_at,
                lag(e.grade) over (partition by e.at order by e.effective_from, e.root) as was
           from entry e join finished f on f.at = e.at and (e.effective_from, e.root) >= (f.done_at, f.root)
          where e.type in ('AuditDone', 'AuditModerated'))
  select made.at, made.facet, made.effective_from, p.audit_id, made.type, p.programme_id, p.team_id, p.auditor_id, p.theme,
         made.grade, made.month, made.head
    from (select at, 'planned' as facet, effective_from, 'planned' as type, null::text as grade, month, 1 as head from planned
          union all
          select e.at, 'missed', min(e.effective_from), 'missed', null, planned.month, 1
            from entry e join planned on planned.at = e.at where e.type = 'AuditMissed' group by e.at, planned.month
          union all
          select g.at, side.name || g.root, g.effective_from, 'done', side.grade, ${monthOfSql('g.done_at')}, side.head
            from graded g
           cross join lateral (
             select 'in' as name, g.grade as grade, 1 as head
             union all select 'out', g.was, -1 where g.was is not null) side) made
    join planned p on p.at = made.at`;

export const auditOutcomes = projection<OutcomeEventType>({
  name: 'audit_outcomes',
  version: 1,
  types,
  columns: `audit_id uuid not null, type text not null, programme_id uuid, team_id uuid, auditor_id uuid, theme text, grade text,
    month integer, head integer`,
  indexes: [
    '% (tenant, audit_id)',
    `% (tenant, month) include (type, team_id, theme, programme_id, auditor_id, grade, head, known_from, known_to, effective_from) where facet <> ''`,
  ],
  rows: ({ type, data }: Recorded<OutcomeEventType>) => {
    const planned = type === 'AuditPlanned' ? data : null;
    // An inspector's grade is compared; it does not become the audit's.
    const isCompared = type === 'AuditModerated' && data.by === 'inspector';
    return [
      {
        facet: '',
        audit_id: data.auditId,
        type: isCompared ? 'compared' : type,
        programme_id: planned?.programmeId ?? null,
        team_id: planned?.teamId ?? null,
        auditor_id: planned?.auditorId ?? null,
        theme: planned?.theme ?? null,
        grade: 'grade' in data ? data.grade : null,
        month: planned === null ? null : monthNumber(planned.month),
        head: null,
      },
    ];
  },
  asSet: {
    facets: `'{""}'::text[]`,
    columns: `(e.data ->> 'auditId')::uuid, case when e.data ->> 'by' = 'inspector' then 'compared' else e.type end,
      (e.data ->> 'programmeId')::uuid, (e.data ->> 'teamId')::uuid, (e.data ->> 'auditorId')::uuid, e.data ->> 'theme',
      e.data ->> 'grade', ${monthSql("(e.data ->> 'month')")}, null::integer`,
  },
  derived: {
    key: 'audit_id',
    made: outcomesSql,
    columns: ['audit_id', 'type', 'programme_id', 'team_id', 'auditor_id', 'theme', 'grade', 'month', 'head'],
  },
});

export const outcomeDimensions = ['month', 'team', 'theme', 'programme', 'auditor'] as const;
export type OutcomeDimension = (typeof outcomeDimensions)[number];

export interface OutcomesAsked {
  readonly by: readonly OutcomeDimension[];
  readonly from: string;
  readonly to: string;
  readonly programmeIds?: readonly string[] | null;
  readonly teamId?: string | null;
  readonly theme?: AuditTheme | null;
}
/** How many audits of one cell were planned or missed for a month, or done in it with a grade. */
export interface OutcomeRow {
  readonly month: string | null;
  readonly teamId: string | null;
  readonly theme: AuditTheme | null;
  readonly programmeId: string | null;
  readonly auditorId: string | null;
  readonly type: 'planned' | 'missed' | 'done';
  readonly grade: AuditGrade | null;
  readonly count: number;
}

const columnOf = {
  team: 'team_id',
  theme: 'theme',
  programme: 'programme_id',
  auditor: 'auditor_id',
} as const;

/** Audits counted as known and true at a point; what they are not counted by is `null`. */
export const outcomesAt = async (
  tx: Tx,
  tenant: string,
  { asOf, knownAt }: At,
  { by, from, to, programmeIds = null, teamId = null, theme = null }: OutcomesAsked,
): Promise<OutcomeRow[]> => {
  const part = (dimension: keyof typeof columnOf, type: string) =>
    by.includes(dimension) ? tx`f.${tx(columnOf[dimension])}` : tx.unsafe(`null::${type}`);
  const rows = await tx<(Omit<OutcomeRow, 'month'> & { month: number | null })[]>`
    select ${by.includes('month') ? tx`f.month` : tx`null::integer`} as month, ${part('team', 'uuid')} as "teamId",
           ${part('theme', 'text')} as theme, ${part('programme', 'uuid')} as "programmeId",
           ${part('auditor', 'uuid')} as "auditorId", f.type, f.grade, sum(f.head)::integer as count
      from read.audit_outcomes f
     where f.tenant = ${tenant} and f.facet <> '' and f.month between ${monthNumber(from)} and ${monthNumber(to)}
       and f.known_from <= ${knownAt} and f.known_to > ${knownAt} and f.effective_from <= ${asOf}
       ${programmeIds === null ? tx`` : tx`and f.programme_id = any (${[...programmeIds]}::uuid[])`}
       ${teamId === null ? tx`` : tx`and f.team_id = ${teamId}`}
       ${theme === null ? tx`` : tx`and f.theme = ${theme}`}
     group by 1, 2, 3, 4, 5, 6, 7 having sum(f.head) <> 0
     order by 1, 2, 3, 4, 5, 6, 7`;
  return rows.map(({ month, ...row }) => ({ ...row, month: month === null ? null : monthName(month) }));
};

/** A second grade beside the auditor's own. */
export interface SecondLook {
  readonly by: ModeratorKind;
  readonly first: AuditGrade;
  readonly second: AuditGrade;
  readonly count: number;
}

/** How second grades stand beside the first, of audits done in these months, as known and true at a point. */
export const secondLooksAt = async (
  tx: Tx,
  tenant: string,
  at: At,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<SecondLook[]> => tx<SecondLook[]>`
  select m.value ->> 'by' as by, d.value ->> 'grade' as first, m.value ->> 'grade' as second, count(*)::integer as count
    from read.register_entries m
    join read.register_entries d
      on d.tenant = m.tenant and d.record_id = m.record_id and d.type = 'AuditDone' and ${inForceOfAny(tx, 'd', at)}
   where m.tenant = ${tenant} and m.category = 'audit' and m.type = 'AuditModerated' and ${inForce(tx, 'm', at)}
     and to_char(d.effective_from at time zone 'Europe/London', 'YYYY-MM') between ${from} and ${to}
   group by 1, 2, 3 order by 1, 2, 3`;

/** The audits of every case in which work was ever found inadequate, by what it counts as at a point. */
export const auditsOfInadequateCasesAt = async (tx: Tx, tenant: string, at: At): Promise<string[]> => {
  const rows = await tx<{ id: string }[]>`
    with inadequate as (
      select f.audit_id from read.audit_outcomes f
       where f.tenant = ${tenant} and f.facet <> '' and f.type = 'done' and f.grade = 'inadequate'
         and f.known_from <= ${at.knownAt} and f.known_to > ${at.knownAt} and f.effective_from <= ${at.asOf}
       group by f.audit_id having sum(f.head) > 0)
    select e.record_id as id from read.register_entries e
     where e.tenant = ${tenant} and e.category = 'audit' and e.begins and ${inForce(tx, 'e', at)}
       and e.value ->> 'case' in (
         select c.value ->> 'case' from inadequate
           join read.register_entries c
             on c.tenant = ${tenant} and c.record_id = inadequate.audit_id and c.begins and ${inForceOfAny(tx, 'c', at)})`;
  return rows.map(({ id }) => id);
};
