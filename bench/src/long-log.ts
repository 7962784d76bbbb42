/**
 * A council's log as long as one likes, written in one statement: a plan of a hundred actions, whose events come in the
 * proportions of a real one. Bodies have the shape and the size of real ones; their hashes are nobody's.
 */
import type { Sql } from 'postgres';

const ACTIONS = 100;

const id = (kind: string, number: string): string =>
  `('0198c0de-${kind}-7000-8000-' || lpad(to_hex(${number}), 12, '0'))`;
const sealed = `jsonb_build_object('$sealed', jsonb_build_object('hash', repeat('ab', 32), 'id', ${id('00aa', 'n')}, 'subject', 'plan:' || ${id('0002', '1')}))`;

/** The first hundred events add the actions; of the others two in a hundred are corrections. */
const LOG = `
with made as (
  select n, ${id('0005', `(n % ${ACTIONS})::integer`)} as action,
         case when n <= ${ACTIONS} then 'ActionAdded' when n % 25 = 0 then 'ActionDueDateChanged'
              when n % 25 = 5 then 'ActionOwnerReassigned' when n % 50 = 10 then 'ActionCompletionClaimed'
              when n % 50 = 35 then 'ActionCompletionSentBack' else 'ActionStatusRecorded' end as type,
         case when n > ${2 * ACTIONS} and n % 25 = 1 and n / ${ACTIONS} % 2 = 1 then n - ${ACTIONS} end as corrects
    from generate_series(1, $2::integer) n),
told as (
  select *, jsonb_build_object('planId', ${id('0002', '1')}, 'actionId', action) || case type
      when 'ActionAdded' then jsonb_build_object('workstreamId', ${id('0003', '1')}, 'commitmentId', ${id('0004', '1')},
        'reference', 'A1.' || n, 'place', n, 'title', ${sealed}, 'cells', null,
        'due', '{"asWritten":null,"meaning":{"kind":"dated","lastDay":"2026-09-30","precision":"day"}}'::jsonb,
        'owners', jsonb_build_object('asWritten', ${sealed}, 'list', '[]'::jsonb))
      when 'ActionDueDateChanged' then
        '{"due":{"asWritten":null,"meaning":{"kind":"dated","lastDay":"2026-12-31","precision":"day"}}}'::jsonb
      when 'ActionOwnerReassigned' then
        jsonb_build_object('owners', jsonb_build_object('asWritten', ${sealed}, 'list', '[]'::jsonb))
      when 'ActionStatusRecorded' then jsonb_build_object('rag', (array['red', 'amber', 'green'])[n % 3 + 1], 'narrative', ${sealed})
      else jsonb_build_object('note', ${sealed}) end as data
    from made)
insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
  effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
select $1, n, ${id('0001', 'n')}::uuid, 'action-' || action, (n - 1) / ${ACTIONS} + 1, type, 1,
       '2026-01-01Z'::timestamptz + n * interval '1 second', '2026-05-01', '2026-04-30T23:00:00Z',
       convert_to(format('{"actor":{"id":"%s","kind":"person","role":"planManager"},"causation":null,"command":{"count":1,"id":"%s","index":0},"correlation":"%s","corrects":%s,"data":%s,"effectiveAt":"2026-05-01","eventId":"%s","onBehalfOf":null,"reason":null,"schemaVersion":1,"source":{"channel":"api","document":null,"row":null},"stream":"action-%s","type":"%s","v":1,"version":%s}',
         ${id('0011', '1')}, ${id('0001', 'n')}, ${id('0001', 'n')},
         case when corrects is null then 'null' else format('{"kind":"wrong","position":%s}', corrects) end,
         replace(replace(data::text, ': ', ':'), ', ', ','), ${id('0001', 'n')}, action, type, (n - 1) / ${ACTIONS} + 1), 'UTF8'),
       data, sha256('bench'), ${id('0001', 'n')}::uuid, 0, 1
  from told`;

/** Writes the log of a council that has none yet. The connection is to be the only one of its pool. */
export const writeLongLog = async (admin: Sql, tenant: string, events: number): Promise<void> => {
  await admin`set statement_timeout = 0`;
  await admin.unsafe(LOG, [tenant, events]);
  await admin`insert into ledger.tenants (tenant, position, recorded_at, clock) values (${tenant}, ${events}, now(), 'replayed')`;
  await admin`vacuum analyze ledger.events`;
};
