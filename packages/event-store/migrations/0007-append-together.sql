-- Several commands at once, under the head lock that the caller holds: each step of `append_one`, taken once
-- for all of them. It takes only those for which nothing stands in the way; the others (a repeated key, a
-- version that has moved, a stream that one before it writes to, a given time) get no answer here, and
-- go one by one after these.
--
-- answer: for each request, in their order, what `append_one` would answer, or null
create function ledger.append_together(head ledger.tenants, requests jsonb) returns jsonb
language plpgsql security invoker
set search_path = ledger, pg_temp set enable_sort = off set enable_memoize = off
as $$
declare
  recorded timestamptz(3) := greatest(date_trunc('milliseconds', clock_timestamp()), head.recorded_at);
  recorded_text text := ledger.iso_instant(recorded);
  answers jsonb;
  event_count integer;
  inserted integer;
begin
  with asked as materialized (
    select a.n, a.request, (a.request ->> 'principal')::uuid as principal, a.request ->> 'key' as key,
           jsonb_array_length(a.request -> 'events') as event_count
      from jsonb_array_elements(requests) with ordinality as a (request, n)
  ), said as materialized (
    select a.n, e.m, b.body, convert_to(e.event ->> 'body', 'UTF8') as bytes, b.body ->> 'stream' as stream,
           (e.event ->> 'effectiveFrom')::timestamptz as effective_from
      from asked a
     cross join lateral jsonb_array_elements(a.request -> 'events') with ordinality as e (event, m)
     cross join lateral (select (e.event ->> 'body')::jsonb as body offset 0) b
  ), expected as materialized (
    select a.n, x.stream, x.version
      from asked a cross join lateral jsonb_to_recordset(a.request -> 'expected') as x (stream text, version bigint)
  ), apart as materialized (
    select a.n from asked a where a.request ? 'recordedAt' or a.event_count > 1000
    union all
    select a.n from asked a where (
      select true from ledger.commands c
       where c.tenant = head.tenant and c.principal = a.principal and c.idempotency_key = a.key limit 1)
    union all
    select b.n from asked a join asked b on a.principal = b.principal and a.key = b.key and a.n < b.n
    union all
    select x.n from expected x where x.version <> coalesce((
      select e.stream_version from ledger.events e where e.tenant = head.tenant and e.stream = x.stream
       order by e.stream_version desc limit 1), 0)
    union all
    select x.n from expected x join said s on s.stream = x.stream and s.n < x.n
    union all
    select s.n from said s where s.body ->> 'type' = 'CouncilRegistered'
  ), taken as materialized (
    select a.*, head.position - a.event_count + sum(a.event_count) over (order by a.n) as base
      from asked a where a.n not in (select n from apart)
  ), sealing as (
    insert into ledger.sealed_values (tenant, id, subject, value, salt)
    select head.tenant, (s ->> 'id')::uuid, s ->> 'subject', s -> 'value', decode(s ->> 'salt', 'hex')
      from taken t cross join lateral jsonb_array_elements(t.request -> 'seals') s
  ), storing as (
    insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
      effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
    select head.tenant, t.base + s.m, (s.body ->> 'eventId')::uuid, s.stream, (s.body ->> 'version')::bigint,
           s.body ->> 'type', (s.body ->> 'schemaVersion')::smallint, recorded, s.body ->> 'effectiveAt',
           s.effective_from, s.bytes, s.body -> 'data',
           ledger.leaf_hash(head.tenant, (t.base + s.m)::bigint, recorded_text, s.bytes),
           (s.body -> 'command' ->> 'id')::uuid, (s.body -> 'command' ->> 'index')::integer,
           (s.body -> 'command' ->> 'count')::integer
      from said s join taken t using (n)
    returning true
  ), keeping as (
    insert into ledger.commands (tenant, principal, idempotency_key, hash, command_id, first_position, event_count, head, recorded_at)
    select head.tenant, t.principal, t.key, sha256(head.command_key || decode(t.request ->> 'hash', 'hex')),
           (t.request ->> 'commandId')::uuid, case when t.event_count > 0 then t.base + 1 end, t.event_count,
           t.base + t.event_count, recorded
      from taken t
  )
  select jsonb_agg(case when t.n is not null then jsonb_build_object('outcome', 'recorded',
             'firstPosition', case when t.event_count > 0 then t.base + 1 end, 'count', t.event_count,
             'head', t.base + t.event_count, 'recordedAt', recorded_text) end order by a.n),
         coalesce(sum(t.event_count), 0), (select count(*) from storing)
    into answers, event_count, inserted
    from asked a left join taken t using (n);
  if inserted <> event_count then
    raise exception 'Of % events % were inserted.', event_count, inserted using errcode = 'LG002';
  end if;
  if event_count > 0 then
    update ledger.tenants t set position = head.position + event_count, recorded_at = recorded where t.tenant = head.tenant;
  end if;
  return answers;
end $$;

-- Appends of one tenant that wait at the same moment share one transaction; each has an answer of its own,
-- in the order of the requests, and one that fails takes no other with it.
--
-- `grants` is the caller's list of tenants, as `ledger.tenants` would be set: the insert is refused by
-- row-level security when it does not name the tenant.
--
-- `apart` gives each request a savepoint of its own. Without it the first failure fails them all, and the
-- caller sends them again, apart: failures are rare and savepoints are not free.
create or replace function ledger.append(grants text, tenant_key text, requests jsonb, apart boolean default true) returns jsonb
language plpgsql security definer set search_path = ledger, pg_temp
as $$
declare
  lone boolean := jsonb_array_length(requests) = 1;
  head ledger.tenants;
  request jsonb;
  number bigint;
  settled jsonb;
  registering jsonb;
  answer jsonb;
  answers jsonb := '[]';
begin
  perform set_config('ledger.tenants', grants, true);
  if not coalesce(ledger.may_touch(tenant_key), false) then
    raise exception 'The caller has no grant for this tenant.' using errcode = 'LG003';
  end if;

  if not apart then
    select * into head from ledger.tenants t where t.tenant = tenant_key for no key update;
    if head.position > 0 and not lone then
      settled := ledger.append_together(head, requests);
      -- As is usual: nothing stood in the way of any.
      if not settled @> '[null]' then
        return settled;
      end if;
    end if;
  end if;
  for request, number in select a.request, a.n - 1 from jsonb_array_elements(requests) with ordinality as a (request, n) loop
    answer := settled -> number::integer;
    if answer <> 'null' then
      answers := answers || answer;
      continue;
    end if;
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

revoke all on function ledger.append_together(ledger.tenants, jsonb) from public;
