-- What an append checks and computes, anew: leaves for many rows at once, a bound on the events of one command, and
-- a council's registration that can be corrected. Answers and stored events are as before.

-- Streams and subjects end with an id or with ids, as long as they need.
alter table ledger.events drop constraint events_stream_check;
alter table ledger.events add constraint events_stream_check
  check (stream ~ '^[a-z]+-[0-9a-f-]+$' and length(stream) <= 80);
alter table ledger.sealed_values drop constraint sealed_values_subject_check;
alter table ledger.sealed_values add constraint sealed_values_subject_check
  check (subject ~ '^(person|plan|council):[0-9a-f-]+$' and length(subject) <= 80);

-- The later versions of a registration's stream are corrections of it.
drop index ledger.council_registered_once;
create unique index council_registered_once on ledger.events (tenant)
  where type = 'CouncilRegistered' and stream_version = 1;

-- RFC 6962 leaf over the canonical JSON of the event's place and the hash of its body. The five members
-- need no escaping, so their canonical form can be written out. `stable`, as convert_to is, and each argument
-- used once: so it is inlined where it is called for every row.
create function ledger.leaf_hash(tenant text, place bigint, recorded_at text, body bytea) returns bytea
language sql stable parallel safe
as $$
  select sha256('\x00'::bytea || convert_to(
    '{"bodyHash":"' || encode(sha256(body), 'hex') || '","position":' || place::text
    || ',"recordedAt":"' || recorded_at || '","tenant":"' || tenant || '","v":1}', 'UTF8'))
$$;

-- One append of one command, under the head lock that the caller holds.
--
-- `request`: {principal, key, hash, commandId, recordedAt?, expected: [{stream, version}],
--             events: [{body, effectiveFrom}], seals: [{id, subject, value, salt}]}
-- answer:    {outcome: recorded | repeated | conflict | key-reused | recorded-at-not-allowed, ...}
--
-- `enable_sort = off`: the version of a stream is read from the end of its index. On a young table, of which
-- nothing is known yet, the planner would rather read the whole log of the council and sort.
create or replace function ledger.append_one(head ledger.tenants, request jsonb) returns jsonb
language plpgsql security invoker set search_path = ledger, pg_temp set enable_sort = off
as $$
declare
  keyed_hash bytea := sha256(head.command_key || decode(request ->> 'hash', 'hex'));
  earlier ledger.commands;
  conflict jsonb;
  given timestamptz(3) := (request ->> 'recordedAt')::timestamptz(3);
  recorded timestamptz(3);
  recorded_text text;
  event_count integer := jsonb_array_length(request -> 'events');
  inserted integer;
begin
  select * into earlier from ledger.commands c
   where c.tenant = head.tenant
     and c.principal = (request ->> 'principal')::uuid
     and c.idempotency_key = request ->> 'key';
  if found then
    if earlier.hash <> keyed_hash then
      return jsonb_build_object('outcome', 'key-reused');
    end if;
    return jsonb_build_object('outcome', 'repeated', 'firstPosition', earlier.first_position,
      'count', earlier.event_count, 'head', earlier.head, 'recordedAt', ledger.iso_instant(earlier.recorded_at));
  end if;

  -- Streams are checked whether or not the command writes to them.
  select jsonb_build_object('outcome', 'conflict', 'stream', expected.stream, 'expected', expected.version,
           'current', coalesce(last.stream_version, 0), 'actor', last.body -> 'actor',
           'recordedAt', ledger.iso_instant(last.recorded_at))
    into conflict
    from jsonb_to_recordset(request -> 'expected') as expected (stream text, version bigint)
    left join lateral (
      select e.stream_version, e.recorded_at, convert_from(e.body, 'UTF8')::jsonb as body
        from ledger.events e
       where e.tenant = head.tenant and e.stream = expected.stream
       order by e.stream_version desc limit 1
    ) last on true
   where coalesce(last.stream_version, 0) <> expected.version
   limit 1;
  if conflict is not null then
    return conflict;
  end if;
  -- A council begins its ledger once, whatever id it is given the second time. A canonical body ends with these
  -- members; the registration's correction is a later version of its stream.
  if head.position > 0 and request -> 'events' -> 0 ->> 'body' like '%"type":"CouncilRegistered","v":1,"version":1}' then
    return jsonb_build_object('outcome', 'conflict', 'stream', null, 'expected', 0, 'current', 1,
      'actor', null, 'recordedAt', null);
  end if;

  if event_count > 1000 then
    raise exception 'One command may record 1000 events, not %.', event_count using errcode = 'LG005';
  end if;
  if given is not null and (head.clock <> 'replayed' or given < head.recorded_at) then
    return jsonb_build_object('outcome', 'recorded-at-not-allowed', 'last', ledger.iso_instant(head.recorded_at));
  end if;
  recorded := coalesce(given, greatest(date_trunc('milliseconds', clock_timestamp()), head.recorded_at));
  recorded_text := ledger.iso_instant(recorded);

  insert into ledger.sealed_values (tenant, id, subject, value, salt)
  select head.tenant, (s ->> 'id')::uuid, s ->> 'subject', s -> 'value', decode(s ->> 'salt', 'hex')
    from jsonb_array_elements(request -> 'seals') s;

  insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
    effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
  select head.tenant, head.position + e.n, (b.body ->> 'eventId')::uuid, b.body ->> 'stream',
         (b.body ->> 'version')::bigint, b.body ->> 'type', (b.body ->> 'schemaVersion')::smallint, recorded,
         b.body ->> 'effectiveAt', (e.event ->> 'effectiveFrom')::timestamptz, b.bytes, b.body -> 'data',
         ledger.leaf_hash(head.tenant, head.position + e.n, recorded_text, b.bytes),
         (b.body -> 'command' ->> 'id')::uuid, (b.body -> 'command' ->> 'index')::integer,
         (b.body -> 'command' ->> 'count')::integer
    from jsonb_array_elements(request -> 'events') with ordinality as e (event, n)
   cross join lateral (
     -- `offset 0`: parsed once, not once for each column.
     select (e.event ->> 'body')::jsonb as body, convert_to(e.event ->> 'body', 'UTF8') as bytes offset 0) b;
  get diagnostics inserted = row_count;
  if inserted <> event_count then
    raise exception 'Of % events % were inserted.', event_count, inserted using errcode = 'LG002';
  end if;

  insert into ledger.commands (tenant, principal, idempotency_key, hash, command_id, first_position, event_count, head, recorded_at)
  values (head.tenant, (request ->> 'principal')::uuid, request ->> 'key', keyed_hash, (request ->> 'commandId')::uuid,
    case when event_count > 0 then head.position + 1 end, event_count, head.position + event_count, recorded);

  -- Nothing recorded leaves the head alone: its time is that of the last event.
  if event_count > 0 then
    update ledger.tenants t set position = head.position + event_count, recorded_at = recorded where t.tenant = head.tenant;
  end if;
  return jsonb_build_object('outcome', 'recorded', 'firstPosition', case when event_count > 0 then head.position + 1 end,
    'count', event_count, 'head', head.position + event_count, 'recordedAt', recorded_text);
end $$;

-- The leaf of before took an instant, and formatted it for every row.
drop function ledger.leaf_hash(text, bigint, timestamptz, bytea);
revoke all on function ledger.leaf_hash(text, bigint, text, bytea) from public;
grant execute on function ledger.leaf_hash(text, bigint, text, bytea) to ledger_app, ledger_projector;
