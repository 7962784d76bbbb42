-- What the tables of the log check, their door checks from now on: nothing else inserts there. A CHECK constraint is parsed
-- anew by every statement that inserts, which took a tenth of the time of an append. And commands that something stands in
-- the way of are taken one after the other; 0016 takes the others all at once.

-- Never returns: what was to be stored breaks a rule of the log. `stable`: not to be called while a plan is made.
create function ledger.refuse(rule text, sentence text) returns text
language plpgsql stable parallel safe
as $$
begin
  raise exception '%', sentence using errcode = 'check_violation', constraint = rule;
end $$;

-- The stream of an event that may be stored. Like the two after it one expression of columns, so that it is inlined where it is
-- called.
create function ledger.sound_stream(stream text, body bytea, event jsonb) returns text
language sql stable parallel safe
as $$
  select case
    when octet_length(body) > 65536 then ledger.refuse('events_body_check',
      'The body of an event may have 65536 bytes, not ' || octet_length(body) || '.')
    when not coalesce(length(stream) <= 80 and stream ~ '^[a-z]+-[0-9a-f-]+$' and stream = event ->> 'stream', false)
      then ledger.refuse('events_stream_check',
        'A stream is named by its kind and an id, in at most 80 characters, and by the body of each of its events.')
    when not coalesce((event ->> 'version')::bigint > 0 and (event ->> 'schemaVersion')::smallint > 0
        and (event -> 'command' ->> 'index')::integer >= 0
        and (event -> 'command' ->> 'count')::integer > (event -> 'command' ->> 'index')::integer, false)
      then ledger.refuse('events_place_check', 'An event has a version, a schema version and a place in its command.')
    else stream end
$$;

create function ledger.sound_subject(subject text, value text, salt text) returns text
language sql stable parallel safe
as $$
  select case
    when octet_length(value) > 1048576 then ledger.refuse('sealed_values_value_check',
      'A sealed value may have 1048576 bytes, not ' || octet_length(value) || '.')
    when not coalesce(length(salt) = 64, false) then ledger.refuse('sealed_values_salt_check', 'A salt has 32 bytes.')
    when not coalesce(length(subject) <= 80 and subject ~ '^(person|plan|council):[0-9a-f-]+$', false)
      then ledger.refuse('sealed_values_subject_check', 'A value is sealed under a person, a plan or a council.')
    else subject end
$$;

create function ledger.sound_key(key text) returns text
language sql stable parallel safe
as $$
  select case when length(key) between 1 and 255 then key
    else ledger.refuse('commands_idempotency_key_check', 'An idempotency key has 1 to 255 characters.') end
$$;

alter table ledger.events
  drop constraint events_position_check, drop constraint events_stream_check, drop constraint events_stream_version_check,
  drop constraint events_schema_version_check, drop constraint events_body_check, drop constraint events_leaf_check,
  drop constraint events_command_index_check, drop constraint events_check;
alter table ledger.sealed_values
  drop constraint sealed_values_subject_check, drop constraint sealed_values_value_check, drop constraint sealed_values_salt_check;
alter table ledger.commands
  drop constraint commands_idempotency_key_check, drop constraint commands_hash_check, drop constraint commands_check;

-- One append of one command, under the head lock that the caller holds, as before but for the checks: for commands that
-- something stands in the way of.
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
  select head.tenant, (s.seal ->> 'id')::uuid, ledger.sound_subject(s.subject, s.value, s.salt), s.seal -> 'value',
         decode(s.salt, 'hex')
    from (select each as seal, each ->> 'subject' as subject, (each -> 'value')::text as value, each ->> 'salt' as salt
            from jsonb_array_elements(request -> 'seals') each offset 0) s;

  insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
    effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
  select head.tenant, head.position + e.n, (e.body ->> 'eventId')::uuid, ledger.sound_stream(e.stream, e.bytes, e.body),
         (e.body ->> 'version')::bigint, e.body ->> 'type', (e.body ->> 'schemaVersion')::smallint, recorded,
         e.body ->> 'effectiveAt', e.effective_from, e.bytes, e.body -> 'data',
         ledger.leaf_hash(head.tenant, head.position + e.n, recorded_text, e.bytes),
         (e.body -> 'command' ->> 'id')::uuid, (e.body -> 'command' ->> 'index')::integer,
         (e.body -> 'command' ->> 'count')::integer
    -- `offset 0`: computed once, not once for each use.
    from (select b.*, b.body ->> 'stream' as stream from (
            select e.n, (e.event ->> 'body')::jsonb as body, convert_to(e.event ->> 'body', 'UTF8') as bytes,
                   (e.event ->> 'effectiveFrom')::timestamptz as effective_from
              from jsonb_array_elements(request -> 'events') with ordinality as e (event, n) offset 0) b offset 0) e;
  get diagnostics inserted = row_count;
  if inserted <> event_count then
    raise exception 'Of % events % were inserted.', event_count, inserted using errcode = 'LG002';
  end if;

  insert into ledger.commands (tenant, principal, idempotency_key, hash, command_id, first_position, event_count, head, recorded_at)
  values (head.tenant, (request ->> 'principal')::uuid, ledger.sound_key(request ->> 'key'), keyed_hash,
    (request ->> 'commandId')::uuid, case when event_count > 0 then head.position + 1 end, event_count,
    head.position + event_count, recorded);

  -- Nothing recorded leaves the head alone: its time is that of the last event.
  if event_count > 0 then
    update ledger.tenants t set position = head.position + event_count, recorded_at = recorded where t.tenant = head.tenant;
  end if;
  return jsonb_build_object('outcome', 'recorded', 'firstPosition', case when event_count > 0 then head.position + 1 end,
    'count', event_count, 'head', head.position + event_count, 'recordedAt', recorded_text);
end $$;

-- Commands one after the other, each with an answer of its own, in the order of the requests, and one that fails takes
-- no other with it where `apart` gives each a savepoint of its own.
--
-- `grants` is the caller's list of tenants, as `ledger.tenants` would be set: the insert is refused by row-level security
-- when it does not name the tenant.
create or replace function ledger.append(grants text, tenant_key text, requests jsonb, apart boolean default true) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp
as $$
declare
  lone boolean := jsonb_array_length(requests) = 1;
  head ledger.tenants;
  request jsonb;
  registering jsonb;
  answer jsonb;
  answers jsonb := '[]';
begin
  perform set_config('ledger.tenants', grants, true);
  if not coalesce(ledger.may_touch(tenant_key), false) then
    raise exception 'The caller has no grant for this tenant.' using errcode = 'LG003';
  end if;

  for request in select each from jsonb_array_elements(requests) each loop
    -- Read again for each request: the one before has moved the head.
    select * into head from ledger.tenants t where t.tenant = tenant_key for no key update;
    -- A lone request fails as itself, and is spared the price of a savepoint.
    if found and (lone or not apart) then
      answers := answers || ledger.append_one(head, request);
      continue;
    end if;
    answer := jsonb_build_object('outcome', 'no-tenant');
    begin
      -- A council's ledger begins with its registration, and not at all if that is not recorded.
      if head.tenant is null then
        registering := (request -> 'events' -> 0 ->> 'body')::jsonb;
        if registering ->> 'type' = 'CouncilRegistered' and registering -> 'data' ->> 'key' = tenant_key then
          insert into ledger.tenants (tenant, clock) values (tenant_key, registering -> 'data' ->> 'clock')
          on conflict do nothing;
          select * into head from ledger.tenants t where t.tenant = tenant_key for no key update;
        end if;
      end if;
      if head.tenant is not null then
        answer := ledger.append_one(head, request);
        if head.position = 0 and answer ->> 'outcome' <> 'recorded' then
          raise exception 'The ledger has not begun.' using errcode = 'LG004';
        end if;
      end if;
    exception
      when sqlstate 'LG004' then null;
      when others then
        if lone then
          raise;
        end if;
        answer := jsonb_build_object('outcome', 'failed', 'sqlstate', sqlstate, 'message', sqlerrm);
    end;
    answers := answers || answer;
  end loop;
  return answers;
end $$;
drop function ledger.append_together(ledger.tenants, jsonb);

revoke all on function ledger.refuse, ledger.sound_stream, ledger.sound_subject, ledger.sound_key from public;
