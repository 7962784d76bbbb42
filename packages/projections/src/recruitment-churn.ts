/**
 * Recruitment churn: what every movement and every change of a post did to headcounts and hours, by month, team, role and
 * terms of employment. An event says what became of one engagement or post; what that changed depends on what stood before,
 * so the flows are derived from all entries of the person or post as known at each of its events (`churn-derived.ts`).
 */
import type { PostEventType, Recorded, WorkerEventType } from '@improvement-ledger/domain';
import { lastMonthOfQuarter, monthNumber } from '@improvement-ledger/domain';
import { flowColumns, flowsSql } from './churn-derived.js';
import { projection } from './projection.js';

const kinds = {
  PostOpened: 'open',
  PostChanged: 'change',
  PostClosed: 'close',
  VacancyAdvertised: 'advertise',
  VacancyFilled: 'fill',
  WorkerStarted: 'start',
  WorkerMoved: 'move',
  WorkingHoursChanged: 'hours',
  WorkerConverted: 'convert',
  WorkerLeft: 'leave',
  AssignmentEnded: 'end',
  AbsenceReported: 'absence',
} as const satisfies Partial<Record<PostEventType | WorkerEventType, string>>;
type ChurnEventType = keyof typeof kinds;

const kindSql = `case e.type ${Object.entries(kinds)
  .map(([type, kind]) => `when '${type}' then '${kind}'`)
  .join(' ')} end`;

/** The number of the last month of a quarter such as `2016-Q2`. */
const lastOfQuarter = (quarter: string): number => monthNumber(lastMonthOfQuarter(quarter));
const lastOfQuarterSql = `left(e.data ->> 'quarter', 4)::integer * 12 + right(e.data ->> 'quarter', 1)::integer * 3 - 1`;

/** What of an event's data the rows hold. */
type Said = Partial<
  Record<'personId' | 'postId' | 'teamId' | 'roleId' | 'engagementId' | 'vacancyId' | 'quarter', string>
>;

export const recruitmentChurn = projection<ChurnEventType>({
  name: 'recruitment_churn',
  version: 2,
  types: Object.keys(kinds) as ChurnEventType[],
  columns: `record_id uuid not null, part_id uuid, kind text not null, post_id uuid, team_id uuid, role_id uuid,
    established boolean, employment text, fte integer, head integer, key integer, month integer, days integer`,
  indexes: [
    '% (tenant, record_id)',
    `% (tenant, team_id, role_id, employment, known_to) include (month, key, head, fte, days, known_from, effective_from) where facet <> ''`,
    `% (tenant, known_to) include (role_id, employment, month, key, head, fte, days, known_from, effective_from) where facet <> ''`,
    `% (tenant, effective_from) where facet = ''`,
  ],
  rows: ({ type, data }: Recorded<ChurnEventType>) => {
    const said = data as Said;
    const kind = 'postKind' in data ? data.postKind : 'kind' in data ? data.kind : null;
    return [
      {
        facet: '',
        record_id: said.personId ?? said.postId,
        part_id: said.engagementId ?? said.vacancyId ?? null,
        kind: kinds[type],
        post_id: said.postId ?? null,
        team_id: said.teamId ?? null,
        role_id: said.roleId ?? null,
        established: kind === null ? null : kind === 'established',
        employment: 'employment' in data ? data.employment : null,
        fte: 'fte' in data ? data.fte : null,
        head: null,
        key: null,
        month: said.quarter === undefined ? null : lastOfQuarter(said.quarter),
        days: 'days' in data ? data.days : null,
      },
    ];
  },
  asSet: {
    facets: `'{""}'::text[]`,
    columns: `coalesce(e.data ->> 'personId', e.data ->> 'postId')::uuid,
      coalesce(e.data ->> 'engagementId', e.data ->> 'vacancyId')::uuid, ${kindSql}, (e.data ->> 'postId')::uuid,
      (e.data ->> 'teamId')::uuid, (e.data ->> 'roleId')::uuid, coalesce(e.data ->> 'postKind', e.data ->> 'kind') = 'established',
      e.data ->> 'employment', (e.data ->> 'fte')::integer, null::integer, null::integer, ${lastOfQuarterSql},
      (e.data ->> 'days')::integer`,
  },
  derived: { key: 'record_id', made: flowsSql, columns: flowColumns },
});
