/**
 * Ten years of movements of a council with two thousand posts, written in one statement: each post is opened, and one
 * worker after another starts in it, changes hours, moves to the next post and leaves.
 */
import type { Sql } from 'postgres';

const POSTS = 2_000;
const TEAMS = 40;
const ROLES = 8;
const STEPS = 4;
/** A post has a new worker so many days after the one before. */
const TURN_DAYS = 280;

const id = (kind: string, number: string): string =>
  `('0198c0de-${kind}-7000-8000-' || lpad(to_hex((${number})::integer), 12, '0'))`;
const placement = (post: string): string => `jsonb_build_object(
  'postId', ${id('0054', post)}, 'teamId', ${id('0051', `${post} % ${TEAMS}`)},
  'roleId', ${id('0053', `${post} / ${TEAMS} % ${ROLES}`)})`;

const LOG = `
with made as (
  select n, n - ${POSTS} - 1 as m from generate_series(1, $2::integer) n),
placed as (
  select *, case when m < 0 then n - 1 else m / ${STEPS} % ${POSTS} end as post, m / ${STEPS} as engagement, m % ${STEPS} as step,
         m / ${STEPS} / ${POSTS} as turn from made),
told as (
  select *, case when m < 0 then 'PostOpened' else (array['WorkerStarted', 'WorkingHoursChanged', 'WorkerMoved', 'WorkerLeft'])[step + 1] end as type,
         case when m < 0 then 'post-' || ${id('0054', 'post')} else 'worker-' || ${id('0011', 'engagement')} end as stream,
         case when m < 0 then '2015-01-01'::date
              else '2015-01-01'::date + turn * ${TURN_DAYS} + post % ${TURN_DAYS} + step * 60 end as day
    from placed),
said as (
  select *, case when m < 0 then ${placement('post')} || '{"kind":"established","fte":100,"budgetNote":null}'
    else jsonb_build_object('personId', ${id('0011', 'engagement')}, 'engagementId', ${id('0057', 'engagement')}) || case step
      when 0 then ${placement('post')} || jsonb_build_object('postKind', 'established', 'fte', 100, 'agency', null, 'plannedEnd', null,
        'employment', (array['permanent', 'permanent', 'agency', 'fixed-term'])[engagement % 4 + 1])
      when 1 then '{"fte":80}'
      when 2 then ${placement(`((post + 1) % ${POSTS})`)} || '{"postKind":"established"}'
      else '{"leavingReason":"resignation","destination":"not-known"}' end end as data
    from told)
insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
  effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
select $1, n, ${id('0001', 'n')}::uuid, stream, greatest(step, 0) + 1, type, 1, '2026-01-01Z'::timestamptz + n * interval '1 second',
       day::text, day::timestamp at time zone 'Europe/London',
       convert_to(format('{"actor":{"id":"%s","kind":"person","role":"workforceLead"},"causation":null,"command":{"count":1,"id":"%s","index":0},"correlation":"%s","corrects":null,"data":%s,"effectiveAt":"%s","eventId":"%s","onBehalfOf":null,"reason":null,"schemaVersion":1,"source":{"channel":"api","document":null,"row":null},"stream":"%s","type":"%s","v":1,"version":%s}',
         ${id('0012', '1')}, ${id('0001', 'n')}, ${id('0001', 'n')}, replace(replace(data::text, ': ', ':'), ', ', ','), day,
         ${id('0001', 'n')}, stream, type, greatest(step, 0) + 1), 'UTF8'),
       data, sha256('bench'), ${id('0001', 'n')}::uuid, 0, 1
  from said`;

/** Writes the log of a council that has none yet. The connection is to be the only one of its pool. */
export const writeStaffingLog = async (admin: Sql, tenant: string, events: number): Promise<void> => {
  await admin`set statement_timeout = 0`;
  await admin.unsafe(LOG, [tenant, events]);
  await admin`insert into ledger.tenants (tenant, position, recorded_at, clock) values (${tenant}, ${events}, now(), 'replayed')`;
  await admin`vacuum analyze ledger.events`;
};
