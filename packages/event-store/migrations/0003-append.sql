-- The one way into the log. It takes the tenant's head under lock, checks what the caller expects, gives
-- out positions and the recorded time, computes leaves, and inserts; all in one round trip.

-- A recorded time as it stands in leaves and answers.
create function ledger.iso_instant(instant timestamptz) returns text
language sql immutable parallel safe
as $$ select to_char(instant at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') $$;

-- RFC 6962 leaf over the canonical JSON of the event's place and the hash of its body. The five members
-- need no escaping, so their canonical form can be written out.
create function ledger.leaf_hash(tenant text, place bigint, recorded_at timestamptz, body bytea) returns bytea
language sql immutable parallel safe
as $$
  select sha256('\x00'::bytea || convert_to(format(
    '{"bodyHash":"%s","position":%s,"recordedAt":"%s","tenant":"%s","v":1}',
    encode(sha256(body), 'hex'), place, ledger.iso_instant(recorded_at), tenant), 'UTF8'))
$$;

-- One append of one command, under the head lock that the caller holds.
--
-- `request`: {principal, key, hash, commandId, recordedAt?, expected: [{stream, version}],
--             events: [{body, effectiveFrom}], seals: [{id, subject, value, salt}]}
-- answer:    {outcome: recorded | repeated | conflict | key-reused | recorded-at-not-allowed, ...}
create function ledger.append_one(head ledger.tenants, request jsonb) returns jsonb
language plpgsql security invoker set search_path = ledger, pg_temp
as $$
declare
  keyed_hash bytea := sha256(head.command_key || decode(request ->> 'hash', 'hex'));
  earlier ledger.commands;
  conflict jsonb;
  given timestamptz(3) := (request ->> 'recordedAt')::timestamptz(3);
  recorded timestamptz(3);
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
  -- A council begins its ledger once, whatever id it is given the second time.
  if head.position > 0 and request -> 'events' -> 0 ->> 'body' like '%"type":"CouncilRegistered"%' then
    return jsonb_build_object('outcome', 'conflict', 'stream', null, 'expected', 0, 'current', 1,
      'actor', null, 'recordedAt', null);
  end if;

  if given is not null and (head.clock <> 'replayed' or given < head.recorded_at) then
    return jsonb_build_object('outcome', 'recorded-at-not-allowed', 'last', ledger.iso_instant(head.recorded_at));
  end if;
  recorded := coalesce(given, greatest(date_trunc('milliseconds', clock_timestamp()), head.recorded_at));

  insert into ledger.sealed_values (tenant, id, subject, value, salt)
  select head.tenant, (s ->> 'id')::uuid, s ->> 'subject', s -> 'value', decode(s ->> 'salt', 'hex')
    from jsonb_array_elements(request -> 'seals') s;

  insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
    effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
  select head.tenant, head.position + e.n, (b.body ->> 'eventId')::uuid, b.body ->> 'stream',
         (b.body ->> 'version')::bigint, b.body ->> 'type', (b.body ->> 'schemaVersion')::smallint, recorded,
         b.body ->> 'effectiveAt', (e.event ->> 'effectiveFrom')::timestamptz, b.bytes, b.body -> 'data',
         ledger.leaf_hash(head.tenant, head.position + e.n, recorded, b.bytes),
         (b.body -> 'command' ->> 'id')::uuid, (b.body -> 'command' ->> 'index')::integer,
         (b.body -> 'command' ->> 'count')::integer
    from jsonb_array_elements(request -> 'events') with ordinality as e (event, n)
   cross join lateral (select (e.event ->> 'body')::jsonb as body, convert_to(e.event ->> 'body', 'UTF8') as bytes) b;
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
    'count', event_count, 'head', head.position + event_count, 'recordedAt', ledger.iso_instant(recorded));
end $$;

-- Appends of one tenant that wait at the same moment share one transaction; each has an answer of its own,
-- in the order of the requests, and one that fails takes no other with it.
--
-- `grants` is the caller's list of tenants, as `ledger.tenants` would be set: the insert is refused by
-- row-level security when it does not name the tenant.
--
-- `apart` gives each request a savepoint of its own. Without it the first failure fails them all, and the
-- caller sends them again, apart: failures are rare and savepoints are not free.
create function ledger.append(grants text, tenant_key text, requests jsonb, apart boolean default true) returns jsonb
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

  for request in select * from jsonb_array_elements(requests) loop
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

-- The last position recorded at or before an instant; 0 before the first. Recorded times never go back, so
-- the primary key can be searched by halves and no further index is needed.
create function ledger.position_at(tenant_key text, instant timestamptz) returns bigint
language plpgsql stable set search_path = ledger, pg_temp
as $$
declare
  low bigint := 0;
  high bigint := coalesce((select t.position from ledger.tenants t where t.tenant = tenant_key), 0);
  middle bigint;
begin
  while low < high loop
    middle := (low + high + 1) / 2;
    if (select e.recorded_at from ledger.events e where e.tenant = tenant_key and e.position = middle) <= instant then
      low := middle;
    else
      high := middle - 1;
    end if;
  end loop;
  return low;
end $$;
