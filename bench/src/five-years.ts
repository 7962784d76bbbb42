/**
 * A council's plan as five years of board meetings leave it in the log, written in one statement: each action is added, and
 * in each round reported on, moved, passed on, claimed, verified or sent back, put right, withdrawn. One report in seven
 * is entered later than it was true. Bodies have the shape and size of real ones; their hashes are nobody's.
 */
import type { Sql } from 'postgres';

/** One plan in one council. */
export interface FiveYears {
  readonly tenant: string;
  /** Tells the ids of councils apart: 0 to 4095. */
  readonly ordinal: number;
  readonly actions: number;
  /** How often something is said of an action. */
  readonly rounds: number;
}

const PEOPLE = 20;
const WORKSTREAMS = 8;
const COMMITMENTS = 40;
/** The council, the plan, its vocabulary and its rules come first. */
const BEGINNINGS = 4;
const PREAMBLE = BEGINNINGS + PEOPLE + WORKSTREAMS + COMMITMENTS;
export const BEGUN = '2021-01-04';
export const ENDED = '2025-12-31';

/** The id of a council's record, and SQL of it where `number` is SQL. */
export const idOf = (kind: string, ordinal: number, number: number): string =>
  `0198c0de-${kind}-7000-8${ordinal.toString(16).padStart(3, '0')}-${number.toString(16).padStart(12, '0')}`;
const id = (kind: string, number: string): string =>
  `('0198c0de-${kind}-7000-8' || lpad(to_hex($2::integer), 3, '0') || '-' || lpad(to_hex((${number})::integer), 12, '0'))`;

export const kinds = { plan: '0002', workstream: '0003', commitment: '0004', action: '0005' } as const;
const PERSON = '000b';
const plan = id(kinds.plan, '1');
const seal = (kind: string, number = 'n', subject = `'plan:' || ${plan}`): string =>
  `jsonb_build_object('$sealed', jsonb_build_object('hash', repeat('ab', 32), 'id', ${id(kind, number)}, 'subject', ${subject}))`;

const commitmentOf = `a % ${COMMITMENTS} + 1`;
const workstreamOf = (commitment: string): string => `(${commitment} - 1) % ${WORKSTREAMS} + 1`;
const person = (
  number: string,
  name: string,
): string => `jsonb_build_object('kind', 'person', 'part', 'owner',
  'personId', ${id(PERSON, `(${number}) % ${PEOPLE} + 1`)}, 'post', null,
  'name', ${seal(name, 'n', `'person:' || ${id(PERSON, `(${number}) % ${PEOPLE} + 1`)}`)})`;
const ownersOf = `jsonb_build_object('asWritten', ${seal('00a4')}, 'list', jsonb_build_array(${person('a', '00a5')}, ${person('a + k', '00a6')}))`;
const dueOf = `jsonb_build_object('asWritten', ${seal('00a7')}, 'meaning', jsonb_build_object(
  'kind', 'dated', 'precision', 'day', 'lastDay', to_char(recorded_at + interval '120 days', 'YYYY-MM-DD')))`;

/** What the \`k\`th event of action \`a\` says. The ninth of every seventeen puts the eighth right. */
const TYPE = `case
  when k = 0 then 'ActionAdded' when k % 17 in (7, 8) then 'ActionStatusRecorded'
  when k % 10 = 3 and a % 4 = 0 then 'ActionDueDateChangeRequested'
  when k % 10 = 4 and a % 8 = 0 then 'ActionDueDateChangeApproved'
  when k % 10 = 4 and a % 8 = 4 then 'ActionDueDateChangeRefused'
  when k % 20 = 15 then 'ActionCompletionClaimed'
  when k % 20 = 16 then case when a % 3 = 0 then 'ActionCompletionSentBack' else 'ActionCompletionVerified' end
  when k % 20 = 18 and a % 3 > 0 then 'ActionReopened'
  when k = 41 and a % 25 = 0 then 'ActionWithdrawn' when k = 56 and a % 50 = 0 then 'ActionReinstated'
  when k % 12 = 6 and a % 3 = 0 then 'EvidenceAttached' when k = 9 and a % 5 = 0 then 'ActionLinked'
  when k % 30 = 11 and a % 6 = 0 then 'ActionCoverBegun' when k % 30 = 14 and a % 6 = 0 then 'ActionCoverEnded'
  when k % 9 = 2 then 'ActionOwnerReassigned' when k % 13 = 5 then 'ActionDueDateChanged'
  else 'ActionStatusRecorded' end`;

const requestOf = (k: string): string => id('0006', `a * 1000 + ${k}`);
const DATA = `jsonb_build_object('planId', ${plan}, 'actionId', ${id(kinds.action, 'a')}) || case type
  when 'ActionAdded' then jsonb_build_object('commitmentId', ${id(kinds.commitment, commitmentOf)},
    'workstreamId', ${id(kinds.workstream, workstreamOf(`(${commitmentOf})`))}, 'place', a + 1, 'title', ${seal('00a1')},
    'reference', 'A' || (${commitmentOf}) || '.' || (a / ${COMMITMENTS} + 1), 'cells', null, 'due', ${dueOf}, 'owners', ${ownersOf})
  when 'ActionOwnerReassigned' then jsonb_build_object('owners', ${ownersOf})
  when 'ActionDueDateChanged' then jsonb_build_object('due', ${dueOf})
  when 'ActionDueDateChangeRequested' then jsonb_build_object('requestId', ${requestOf('k')}, 'due', ${dueOf})
  when 'ActionDueDateChangeApproved' then
    jsonb_build_object('requestId', ${requestOf('k - 1')}, 'due', ${dueOf}, 'note', ${seal('00a3')})
  when 'ActionDueDateChangeRefused' then jsonb_build_object('requestId', ${requestOf('k - 1')}, 'note', ${seal('00a3')})
  when 'ActionLinked' then
    jsonb_build_object('linkId', ${id('0007', 'a')}, 'kind', 'see-also', 'to', ${id(kinds.action, '(a + 1) % $3::integer')})
  when 'EvidenceAttached' then jsonb_build_object('evidenceId', ${id('0008', 'n')}, 'title', ${seal('00a8')}, 'url', ${seal('00a9')},
    'sha256', repeat('cd', 32), 'mediaType', 'application/pdf', 'size', 120000 + n, 'claim', null)
  when 'ActionCoverBegun' then jsonb_build_object('coverId', ${id('0009', 'a * 1000 + k')}, 'covers', ${person('a', '00a5')},
    'by', ${person('a + 1', '00a6')}, 'from', to_char(recorded_at, 'YYYY-MM-DD'), 'until', null)
  when 'ActionCoverEnded' then jsonb_build_object('coverId', ${id('0009', 'a * 1000 + k - 3')})
  when 'ActionWithdrawn' then '{}' when 'ActionReinstated' then '{}'
  when 'ActionStatusRecorded' then jsonb_build_object('rag', (array['red', 'amber', 'green', 'blue'])[(a * 7 + k / 5) % 4 + 1],
    'vocabulary', 1, 'narrative', ${seal('00a2')})
  else jsonb_build_object('note', ${seal('00a3')}) end`;

const numbered = (after: number): string => `n - ${after}`;
const people = numbered(BEGINNINGS);
const workstream = numbered(BEGINNINGS + PEOPLE);
const commitment = numbered(BEGINNINGS + PEOPLE + WORKSTREAMS);
const rating = (key: string, order: number): string =>
  `jsonb_build_object('key', '${key}', 'label', ${seal(`00b${order}`, '1')}, 'order', ${order}, 'meaning', ${seal(`00c${order}`, '1')}, 'colour', '${key}')`;
const PREAMBLE_ROWS = `
  select n, null::integer as a, null::integer as k, case
           when n = 1 then 'CouncilRegistered' when n = 2 then 'PlanDrafted' when n = 3 then 'RagVocabularySet'
           when n = 4 then 'PlanRulesSet' when ${people} <= ${PEOPLE} then 'PersonRegistered'
           when ${workstream} <= ${WORKSTREAMS} then 'WorkstreamAdded' else 'CommitmentAdded' end as type,
         case when n = 1 then 'council-' || ${id('0010', '1')} when n <= ${BEGINNINGS} then 'plan-' || ${plan}
              when ${people} <= ${PEOPLE} then 'person-' || ${id(PERSON, people)}
              when ${workstream} <= ${WORKSTREAMS} then 'workstream-' || ${id(kinds.workstream, workstream)}
              else 'commitment-' || ${id(kinds.commitment, commitment)} end as stream,
         case when n in (3, 4) then n - 1 else 1 end as version,
         case when n = 1 then jsonb_build_object('councilId', ${id('0010', '1')}, 'key', $1::text, 'gssCode', null, 'clock', 'replayed',
                'name', ${seal('00a0', 'n', `'council:' || ${id('0010', '1')}`)})
              when n = 2 then jsonb_build_object('planId', ${plan}, 'title', ${seal('00a1')}, 'inForceFrom', '${BEGUN}')
              when n = 3 then jsonb_build_object('planId', ${plan}, 'version', 1,
                'ratings', jsonb_build_array(${rating('red', 1)}, ${rating('amber', 2)}, ${rating('green', 3)}, ${rating('blue', 4)}))
              when n = 4 then jsonb_build_object('planId', ${plan}, 'dueDateChangesNeedApproval', false, 'ownApprovalAllowed', false)
              when ${people} <= ${PEOPLE} then jsonb_build_object('personId', ${id(PERSON, people)},
                'name', ${seal('00a5', 'n', `'person:' || ${id(PERSON, people)}`)})
              when ${workstream} <= ${WORKSTREAMS} then jsonb_build_object('planId', ${plan},
                'workstreamId', ${id(kinds.workstream, workstream)}, 'reference', 'W' || ${workstream}, 'place', ${workstream}, 'title', ${seal('00a1')})
              else jsonb_build_object('planId', ${plan}, 'workstreamId', ${id(kinds.workstream, workstreamOf(`(${commitment})`))},
                'commitmentId', ${id(kinds.commitment, commitment)}, 'reference', 'A' || ${commitment}, 'place', ${commitment}, 'title', ${seal('00a1')})
         end as data
    from generate_series(1, ${PREAMBLE}) n`;

/** One action in twenty is added in a later year. Within a round they come in an order of their own. */
const LOG = `
with said as (
  select ${PREAMBLE} + row_number() over (order by round, (a * 7 + round * 13) % $3::integer)::integer as n, a, round - begun as k
    from generate_series(0, $3::integer - 1) a
   cross join lateral (select case when a % 20 = 19 then 20 + a % 40 else 0 end as begun) b
   cross join generate_series(0, $4::integer - 1) round
   where round >= begun),
counted as (select n, a, k, count(*) over () + ${PREAMBLE} as total, lag(n) over (partition by a order by k) as earlier from said),
timed as (
  select *, date_trunc('milliseconds', '${BEGUN}T09:00:00Z'::timestamptz + ('${ENDED}'::timestamptz - '${BEGUN}'::timestamptz) * (n::float / total)) as recorded_at
    from counted),
acted as (select *, ${TYPE} as type from timed),
told as (
  select n, a, k, recorded_at, type, 'action-' || ${id(kinds.action, 'a')} as stream, k + 1 as version, ${DATA} as data,
         case when k % 17 = 8 then earlier end as corrects,
         case when k > 5 and (a * 31 + k * 17) % 100 < 15
              then to_char(recorded_at - interval '1 day' * (1 + (a + k) % 45), 'YYYY-MM-DD')
              else to_char(recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') end as effective_at
    from acted
  union all
  select n, a, k, '${BEGUN}T09:00:00Z'::timestamptz, type, stream, version, data, null, '${BEGUN}' from (${PREAMBLE_ROWS}) preamble),
shaped as (
  select *, case type when 'RagVocabularySet' then 2 else 1 end as shape,
         case when type like '%Changed' or type like '%Requested' or type = 'ActionWithdrawn' or corrects is not null
              then ${seal('00a3')} end as reason
    from told)
insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
  effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
select $1::text, n, ${id('0001', 'n')}::uuid, stream, version, type, shape, recorded_at, effective_at,
       case when length(effective_at) = 10 then effective_at::timestamp at time zone 'Europe/London' else effective_at::timestamptz end,
       convert_to(format('{"actor":{"id":"%s","kind":"person","role":"planManager"},"causation":null,"command":{"count":1,"id":"%s","index":0},"correlation":"%s","corrects":%s,"data":%s,"effectiveAt":"%s","eventId":"%s","onBehalfOf":null,"reason":%s,"schemaVersion":%s,"source":{"channel":"api","document":null,"row":null},"stream":"%s","type":"%s","v":1,"version":%s}',
         ${id(PERSON, `coalesce(a + k, 0) % ${PEOPLE} + 1`)}, ${id('0001', 'n')}, ${id('0001', 'n')},
         case when corrects is null then 'null'
              else format('{"kind":"%s","position":%s}', case when a % 6 = 0 then 'retracted' else 'wrong' end, corrects) end,
         replace(replace(data::text, ': ', ':'), ', ', ','), effective_at, ${id('0001', 'n')},
         coalesce(replace(replace(reason::text, ': ', ':'), ', ', ','), 'null'), shape, stream, type, version), 'UTF8'),
       data, sha256('bench'), ${id('0001', 'n')}::uuid, 0, 1
  from shaped order by n`;

/** The texts behind the seals, as long as officers write them. */
const TEXTS = `
insert into ledger.sealed_values (tenant, id, subject, value, salt)
select e.tenant, (seal ->> 'id')::uuid, seal ->> 'subject', to_jsonb(case substring(seal ->> 'id' from 10 for 4)
         when '00a0' then 'Council ' || e.tenant when '00a1' then 'Bring the supervision records of team ' || e.position || ' up to date, and keep them so'
         when '00a2' then 'Supervision records of ' || e.position % 90 || ' case holders were looked at; all but three are up to date. The three belong to one team '
           || 'whose manager left in May: cover is in place, and the team meets weekly until its records are complete. The next look is due before the next board, by sampling.'
         when '00a3' then 'Agreed at the meeting of the board, since the appointment took longer than was planned (' || e.position || ').'
         when '00a4' then 'Head of Safeguarding with the team manager' when '00a7' then 'End of the quarter' when '00a9' then 'https://files.example/' || e.position
         when '00a5' then 'Alex Example ' || e.position % ${PEOPLE} when '00a6' then 'Sam Example ' || e.position % ${PEOPLE}
         when '00a8' then 'Audit of records, sample ' || e.position else 'Word ' || substring(seal ->> 'id' from 10 for 4) end), sha256('bench')
  from ledger.events e
 cross join lateral (
   select jsonb_path_query(jsonb_build_array(e.data, convert_from(e.body, 'UTF8')::jsonb -> 'reason'), 'lax $.**."$sealed"')) s (seal)
 where e.tenant = $1 order by e.position
    on conflict do nothing`;

/** Writes the log of a council that has none yet, and says how many events it has. The connection is to be the only one of its pool. */
export const writeFiveYears = async (
  admin: Sql,
  { tenant, ordinal, actions, rounds }: FiveYears,
): Promise<number> => {
  await admin`set statement_timeout = 0`;
  await admin.unsafe(LOG, [tenant, ordinal, actions, rounds]);
  await admin.unsafe(TEXTS, [tenant]);
  const [end] = await admin<{ events: number }[]>`
    insert into ledger.tenants (tenant, position, recorded_at, clock)
    select tenant, max(position), max(recorded_at), 'replayed' from ledger.events where tenant = ${tenant} group by tenant
    returning position as events`;
  return end?.events ?? 0;
};
