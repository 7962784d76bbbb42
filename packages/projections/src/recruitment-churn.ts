/**
 * Recruitment churn: what every movement and every change of a post did to headcounts and hours, by month, team, role and
 * terms of employment. An event says what became of one engagement or post; what that changed depends on what stood before,
 * so the flows are derived from all entries of the record as known at each of its events.
 */
import type { PostEventType, Recorded, WorkerEventType } from '@improvement-ledger/domain';
import { AGENCY, classes, SUPERNUMERARY } from './churn-classes.js';
import { projection } from './projection.js';

const kinds = {
  PostOpened: 'open',
  PostChanged: 'change',
  PostClosed: 'close',
  WorkerStarted: 'start',
  WorkerMoved: 'move',
  WorkingHoursChanged: 'hours',
  WorkerConverted: 'convert',
  WorkerLeft: 'leave',
  AssignmentEnded: 'end',
} as const satisfies Partial<Record<PostEventType | WorkerEventType, string>>;
type ChurnEventType = keyof typeof kinds;

const kindSql = `case e.type ${Object.entries(kinds)
  .map(([type, kind]) => `when '${type}' then '${kind}'`)
  .join(' ')} end`;

/** The month of an instant in London, as `monthNumber` has it. */
const monthSql = (instant: string): string => {
  const day = `${instant} at time zone 'Europe/London'`;
  return `(extract(year from ${day}) * 12 + extract(month from ${day}) - 1)::integer`;
};

const classSql = `case when side.employment is null then ${classes.post} else case s.kind
    when 'start' then ${classes.start} when 'leave' then ${classes.leave} when 'end' then ${classes.leave}
    when 'convert' then ${classes.convert} when 'hours' then ${classes.hours}
    else case when side.head > 0 then ${classes.movedIn} else ${classes.movedOut} end end end
  + case when side.employment = 'agency' then ${AGENCY} else 0 end + case when side.established then 0 else ${SUPERNUMERARY} end`;

/** What stands after each entry, beside what stood before it; and from both what flowed out of one cell and into another. */
const flowsSql = `
  with ordered as (
         select *, row_number() over latest as nr, count(team_id) over latest as places,
                count(fte) over latest as amounts, count(employment) over latest as terms,
                count(*) filter (where kind in ('leave', 'end', 'close')) over latest as ends,
                count(*) filter (where kind in ('start', 'open')) over latest as begins
           from entry window latest as (partition by at order by effective_from, root)),
       standing as (
         select at, nr, kind, record_id, effective_from,
                begins > 0 and ends = 0 as there,
                first_value(post_id) over place as post_id, first_value(team_id) over place as team_id,
                first_value(role_id) over place as role_id, first_value(established) over place as established,
                first_value(fte) over amount as fte, first_value(employment) over term as employment
           from ordered
         window place as (partition by at, places order by nr), amount as (partition by at, amounts order by nr),
                term as (partition by at, terms order by nr)),
       stepped as (
         select now.*, coalesce(lag(there) over step, false) as was_there, lag(post_id) over step as was_post,
                lag(team_id) over step as was_team, lag(role_id) over step as was_role,
                lag(established) over step as was_established, lag(fte) over step as was_fte,
                lag(employment) over step as was_employment
           from standing now window step as (partition by at order by nr))
  select s.at, s.nr || side.name as facet, s.effective_from, s.record_id, s.kind, side.post_id, side.team_id, side.role_id,
         side.established, side.employment, side.fte, side.head, ${classSql} as class, ${monthSql('s.effective_from')} as month
    from stepped s
   cross join lateral (
     select s.there and s.was_there and (s.post_id, s.employment) is not distinct from (s.was_post, s.was_employment) as stays) here
   cross join lateral (
     select 'out' as name, was_post as post_id, was_team as team_id, was_role as role_id, was_established as established,
            was_employment as employment, -was_fte as fte, -1 as head where was_there and not here.stays
     union all
     select 'in', s.post_id, s.team_id, s.role_id, s.established, s.employment, s.fte, 1 where s.there and not here.stays
     union all
     select 'by', s.post_id, s.team_id, s.role_id, s.established, s.employment, s.fte - was_fte, 0
      where here.stays and s.fte <> was_fte) side`;

export const recruitmentChurn = projection<ChurnEventType>({
  name: 'recruitment_churn',
  version: 1,
  types: Object.keys(kinds) as ChurnEventType[],
  columns: `record_id uuid not null, kind text not null, post_id uuid, team_id uuid, role_id uuid, established boolean,
    employment text, fte integer, head integer, class integer, month integer`,
  indexes: [
    '% (tenant, record_id)',
    `% (tenant, team_id, role_id, month) include (class, head, fte, employment, known_from, known_to, effective_from) where facet <> ''`,
    `% (tenant, effective_from) where facet = ''`,
  ],
  rows: ({ type, data }: Recorded<ChurnEventType>) => {
    const said = data as Partial<Record<'postId' | 'teamId' | 'roleId' | 'engagementId', string>>;
    const kind = 'postKind' in data ? data.postKind : 'kind' in data ? data.kind : null;
    return [
      {
        facet: '',
        record_id: said.engagementId ?? said.postId,
        kind: kinds[type],
        post_id: said.postId ?? null,
        team_id: said.teamId ?? null,
        role_id: said.roleId ?? null,
        established: kind === null ? null : kind === 'established',
        employment: 'employment' in data ? data.employment : null,
        fte: 'fte' in data ? data.fte : null,
        head: null,
        class: null,
        month: null,
      },
    ];
  },
  asSet: {
    facets: `'{""}'::text[]`,
    columns: `coalesce(e.data ->> 'engagementId', e.data ->> 'postId')::uuid, ${kindSql}, (e.data ->> 'postId')::uuid,
      (e.data ->> 'teamId')::uuid, (e.data ->> 'roleId')::uuid, coalesce(e.data ->> 'postKind', e.data ->> 'kind') = 'established',
      e.data ->> 'employment', (e.data ->> 'fte')::integer, null::integer, null::integer, null::integer`,
  },
  derived: {
    key: 'record_id',
    made: flowsSql,
    columns: [
      'record_id',
      'kind',
      'post_id',
      'team_id',
      'role_id',
      'established',
      'employment',
      'fte',
      'head',
      'class',
      'month',
    ],
  },
});
