/** SQL of the flows of recruitment churn, from the entries of one person or post: the derived rows (`derived.ts`). */
import { AGENCY, classes, KEY_SINCE, KEY_VISIT, SUPERNUMERARY } from './churn-classes.js';

/** The month of an instant in London, as `monthNumber` has it. */
const monthSql = (instant: string): string => {
  const day = `(${instant}) at time zone 'Europe/London'`;
  return `(extract(year from ${day}) * 12 + extract(month from ${day}) - 1)::integer`;
};
/** The month of the instant before: whoever came with the first instant of a month has all of it behind them at its end. */
const monthBeforeSql = (instant: string): string => monthSql(`${instant} - interval '1 millisecond'`);
const daySql = (instant: string): string => `(${instant} at time zone 'Europe/London')::date`;

const classSql = `case when side.employment is null then ${classes.post} else case s.kind
    when 'start' then ${classes.start} when 'leave' then ${classes.leave} when 'convert' then ${classes.convert}
    when 'hours' then ${classes.hours} when 'end' then case
      when ${daySql('s.effective_from')} < ${daySql('s.was_since')} + interval '3 months' then ${classes.earlyEnd}
      else ${classes.leave} end
    else case when side.head > 0 then ${classes.movedIn} else ${classes.movedOut} end end end`;
const markedSql = (of: string): string =>
  `case when ${of}.employment = 'agency' then ${AGENCY} else 0 end + case when ${of}.established then 0 else ${SUPERNUMERARY} end`;

export const flowColumns = [
  'record_id',
  'part_id',
  'kind',
  'post_id',
  'team_id',
  'role_id',
  'established',
  'employment',
  'fte',
  'head',
  'key',
  'month',
  'days',
];
const keySql = (of: { readonly class: string; readonly since?: string; readonly visit?: string }): string =>
  `((${of.class}) * ${KEY_SINCE} + coalesce(${of.since ?? '0'}, 0)) * ${KEY_VISIT} + coalesce(${of.visit ?? '-1'}, -1) + 1`;

/**
 * What stands after each entry, beside what stood before it; and from both what flowed out of one cell and into another.
 * `since` is from when somebody is employed. `visit` says of who came to a post, or left it, in how many months that counts
 * for the workers of the post in twelve months: who comes back within them is not another.
 */
export const flowsSql = `
  with ordered as (
         select *, row_number() over (partition by at order by effective_from, root) as nr,
                count(team_id) over latest as places, count(fte) over latest as amounts, count(employment) over latest as terms,
                count(*) filter (where kind in ('leave', 'end', 'close')) over latest as ends,
                count(*) filter (where kind in ('start', 'open')) over latest as begins,
                min(effective_from) filter (where kind = 'advertise') over (partition by at, part_id) as advertised_from
           from (select *, case when kind in ('advertise', 'fill') then null else part_id end as unit from entry) each
         window latest as (partition by at, unit order by effective_from, root)),
       standing as (
         select at, nr, unit, kind, record_id, part_id, effective_from, month, days, advertised_from,
                begins > 0 and ends = 0 as there,
                first_value(post_id) over place as post_id, first_value(team_id) over place as team_id,
                first_value(role_id) over place as role_id, first_value(established) over place as established,
                first_value(fte) over amount as fte, first_value(employment) over term as employment,
                first_value(effective_from) over term as since
           from ordered
         window place as (partition by at, unit, places order by nr), amount as (partition by at, unit, amounts order by nr),
                term as (partition by at, unit, terms order by nr)),
       stepped as (
         select now.*, coalesce(lag(there) over step, false) as was_there, lag(post_id) over step as was_post,
                lag(team_id) over step as was_team, lag(role_id) over step as was_role,
                lag(established) over step as was_established, lag(fte) over step as was_fte,
                lag(employment) over step as was_employment, lag(since) over step as was_since
           from standing now window step as (partition by at, unit order by nr)),
       flow as (
         select s.at, s.nr, side.name, s.effective_from, s.record_id, s.part_id, s.kind, side.post_id, side.team_id,
                side.role_id, side.established, side.employment, side.fte, side.head,
                ${classSql} + ${markedSql('side')} as class, ${monthSql('s.effective_from')} as month,
                case when side.employment <> 'agency' and side.head <> 0 then ${monthBeforeSql('side.since')} end as since,
                case when s.kind = 'end' then ${daySql('s.effective_from')} - ${daySql('s.was_since')} end as days
           from stepped s
          cross join lateral (
            select s.there and s.was_there and (s.post_id, s.employment) is not distinct from (s.was_post, s.was_employment)
                   as stays) here
          cross join lateral (
            select 'out' as name, was_post as post_id, was_team as team_id, was_role as role_id,
                   was_established as established, was_employment as employment, -was_fte as fte, -1 as head,
                   was_since as since where was_there and not here.stays
            union all
            select 'in', s.post_id, s.team_id, s.role_id, s.established, s.employment, s.fte, 1, s.since
             where s.there and not here.stays
            union all
            select 'by', s.post_id, s.team_id, s.role_id, s.established, s.employment, s.fte - was_fte, 0, s.since
             where here.stays and s.fte <> was_fte) side),
       -- Who is there in each post at once, all engagements of the person together.
       present as (
         select at, nr, name, post_id, effective_from, head,
                sum(head) over (partition by at, post_id order by effective_from range unbounded preceding) as after,
                sum(head) over (partition by at, post_id, effective_from) as net,
                row_number() over (partition by at, post_id, effective_from, head order by nr) as first
           from flow where head <> 0),
       turned as (
         select at, nr, name, post_id, head, effective_from,
                case when head > 0 then ${monthSql('effective_from')} else ${monthBeforeSql('effective_from')} + 12 end as month
           from present
          where first = 1 and (head > 0 and net > 0 and after = net or head < 0 and net < 0 and after = 0)),
       visit as (
         select at, nr, name, greatest(month, lag(month) over (partition by at, post_id order by effective_from)) as month
           from turned),
       -- Where somebody was as the quarter ended whose days of absence are reported, or as they are reported.
       absence as (
         select distinct on (a.at, a.nr) a.at, a.nr, a.effective_from, a.record_id, a.part_id, a.kind,
                q.post_id, q.team_id, q.role_id, q.established, q.employment,
                case when a.before is null then 1 else 0 end as head, a.month, a.days - coalesce(a.before, 0) as days
           from (select *, lag(days) over (partition by at, unit, month order by nr) as before
                   from standing where kind = 'absence') a
           join standing q on q.at = a.at and q.unit = a.unit and q.nr <= a.nr
            and (q.kind = 'start' or ${monthSql('q.effective_from')} <= a.month)
          order by a.at, a.nr, q.nr desc)
  select flow.at, flow.nr || flow.name as facet, flow.effective_from, record_id, part_id, kind, post_id, team_id, role_id,
         established, employment, fte, head, ${keySql({ class: 'class', since: 'since', visit: 'visit.month - flow.month' })} as key,
         flow.month, days
    from flow left join visit on visit.at = flow.at and visit.nr = flow.nr and visit.name = flow.name
   union all
  select at, nr || 'day', effective_from, record_id, part_id, kind, post_id, team_id, role_id, established, employment, 0,
         head, ${keySql({ class: `${classes.absence} + ${markedSql('absence')}` })}, month, days
    from absence
   union all
  select at, nr || 'day', effective_from, record_id, part_id, kind, post_id, team_id, role_id, established, null, 0, 1,
         ${keySql({ class: `${classes.filled} + ${markedSql('standing')}` })}, ${monthSql('effective_from')},
         ${daySql('effective_from')} - ${daySql('advertised_from')}
    from standing where kind = 'fill' and advertised_from is not null and team_id is not null`;
