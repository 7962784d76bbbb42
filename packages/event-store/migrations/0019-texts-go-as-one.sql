-- The same append, with the two long texts of each event handed over as one text each, which a record separator (U+001E) divides.
-- JSON has no such character outside an escape. An array's text escapes every quote of every body, which took an eighth of the
-- server's time for a hundred events, and as much of the client's, to write and to read back.
--
-- `body_texts` and `seal_texts` have one piece for each event and each sealed value. A number of pieces that is not the number of
-- events, or of ids, is refused.

drop function ledger.append_group;

create function ledger.append_group(grants text, tenant_key text, apart boolean,
  principals uuid[], keys text[], hashes text[], command_ids uuid[], recorded_ats text[], counts integer[],
  expected_of integer[], expected_streams text[], expected_versions bigint[],
  event_of integer[], streams text[], body_texts text, effective_froms timestamptz[],
  seal_of integer[], seal_ids uuid[], seal_subjects text[], seal_texts text, seal_salts text[]) returns jsonb
language plpgsql security definer
set search_path = ledger, pg_temp set plan_cache_mode = force_generic_plan set enable_sort = off set enable_seqscan = off
as $$
declare
  bodies text[] := string_to_array(body_texts, e'\x1e');
  seal_values text[] := string_to_array(seal_texts, e'\x1e');
  head ledger.tenants;
  recorded timestamptz(3);
  recorded_text text;
  -- How many events there are up to each command and with it.
  totals integer[] := '{}';
  total integer := 0;
  event_count integer;
  inserted integer;
begin
  if cardinality(bodies) <> cardinality(event_of) or cardinality(seal_values) <> cardinality(seal_of) then
    raise exception 'Of % events % have a body, of % sealed values % a text.', cardinality(event_of), cardinality(bodies),
      cardinality(seal_of), cardinality(seal_values) using errcode = 'LG002';
  end if;
  perform set_config('ledger.tenants', grants, true);
  if not coalesce(ledger.may_touch(tenant_key), false) then
    raise exception 'The caller has no grant for this tenant.' using errcode = 'LG003';
  end if;
  select * into head from ledger.tenants t where t.tenant = tenant_key for no key update;

  if apart or head.position is null or head.position = 0 or 1000 < any (counts)
     or array_remove(recorded_ats, null) <> '{}'
     or exists (
       select from (select unnest(expected_streams) as stream, unnest(expected_versions) as version) x
        where x.version <> coalesce((
          select e.stream_version from ledger.events e where e.tenant = tenant_key and e.stream = x.stream
           order by e.stream_version desc limit 1), 0))
     or exists (
       select from (select unnest(principals) as principal, unnest(keys) as key) a
        where (select true from ledger.commands c
                where c.tenant = tenant_key and c.principal = a.principal and c.idempotency_key = a.key))
     -- No two have one key, and what one of them expects, no other writes to.
     or cardinality(keys) > 1 and (
       exists (select from unnest(principals, keys) as a (principal, key) group by a.principal, a.key having count(*) > 1)
       or exists (
         select from unnest(streams, event_of) as s (stream, n)
           join unnest(expected_streams, expected_of) as x (stream, n) on x.stream = s.stream and x.n <> s.n))
  then
    return jsonb_build_object('answers', ledger.append(grants, tenant_key, (
      select jsonb_agg(jsonb_build_object('principal', a.principal, 'key', a.key, 'hash', a.hash, 'commandId', a.command_id,
               'recordedAt', a.recorded_at,
               'expected', coalesce((
                 select jsonb_agg(jsonb_build_object('stream', x.stream, 'version', x.version) order by x.m)
                   from unnest(expected_of, expected_streams, expected_versions) with ordinality as x (n, stream, version, m)
                  where x.n = a.n), '[]'),
               'events', coalesce((
                 select jsonb_agg(jsonb_build_object('body', e.body, 'effectiveFrom', e.effective_from) order by e.m)
                   from unnest(event_of, bodies, effective_froms) with ordinality as e (n, body, effective_from, m)
                  where e.n = a.n), '[]'),
               'seals', coalesce((
                 select jsonb_agg(jsonb_build_object('id', s.id, 'subject', s.subject, 'value', s.value::jsonb, 'salt', s.salt))
                   from unnest(seal_of, seal_ids, seal_subjects, seal_values, seal_salts) as s (n, id, subject, value, salt)
                  where s.n = a.n), '[]')) order by a.n)
        from unnest(principals, keys, hashes, command_ids, recorded_ats) with ordinality
               as a (principal, key, hash, command_id, recorded_at, n)), apart));
  end if;

  foreach event_count in array counts loop
    total := total + event_count;
    totals := totals || total;
  end loop;
  recorded := greatest(date_trunc('milliseconds', clock_timestamp()), head.recorded_at);
  recorded_text := ledger.iso_instant(recorded);

  with sealing as (
    insert into ledger.sealed_values (tenant, id, subject, value, salt)
    select tenant_key, s.id, ledger.sound_subject(s.subject, s.value, s.salt), s.value::jsonb, decode(s.salt, 'hex')
      from (select unnest(seal_ids) as id, unnest(seal_subjects) as subject, unnest(seal_values) as value,
                   unnest(seal_salts) as salt) s
  ), keeping as (
    insert into ledger.commands (tenant, principal, idempotency_key, hash, command_id, first_position, event_count, head, recorded_at)
    select tenant_key, a.principal, ledger.sound_key(a.key), sha256(head.command_key || decode(a.hash, 'hex')), a.command_id,
           case when a.count > 0 then head.position + a.total - a.count + 1 end, a.count, head.position + a.total, recorded
      from (select unnest(principals) as principal, unnest(keys) as key, unnest(hashes) as hash,
                   unnest(command_ids) as command_id, unnest(counts) as count, unnest(totals) as total) a
  ), moving as (
    -- Nothing recorded leaves the head alone: its time is that of the last event.
    update ledger.tenants t set position = head.position + total, recorded_at = recorded
     where t.tenant = tenant_key and total > 0
  )
  insert into ledger.events (tenant, position, event_id, stream, stream_version, type, schema_version, recorded_at,
    effective_at, effective_from, body, data, leaf, command_id, command_index, command_count)
  select tenant_key, head.position + e.n, (e.body ->> 'eventId')::uuid, ledger.sound_stream(e.stream, e.bytes, e.body),
         (e.body ->> 'version')::bigint, e.body ->> 'type', (e.body ->> 'schemaVersion')::smallint, recorded,
         e.body ->> 'effectiveAt', e.effective_from, e.bytes, e.body -> 'data',
         ledger.leaf_hash(tenant_key, head.position + e.n, recorded_text, e.bytes),
         (e.body -> 'command' ->> 'id')::uuid, (e.body -> 'command' ->> 'index')::integer,
         (e.body -> 'command' ->> 'count')::integer
    -- `offset 0`: computed once, not once for each use.
    from (select e.*, e.text::jsonb as body, convert_to(e.text, 'UTF8') as bytes
            from (select unnest(streams) as stream, unnest(bodies) as text, unnest(effective_froms) as effective_from,
                         generate_subscripts(bodies, 1)::bigint as n) e offset 0) e;
  get diagnostics inserted = row_count;
  if inserted <> cardinality(bodies) or inserted <> total then
    raise exception 'Of % events % were inserted.', cardinality(bodies), inserted using errcode = 'LG002';
  end if;
  return jsonb_build_object('position', head.position, 'recordedAt', recorded_text);
end $$;

revoke all on function ledger.append_group from public;
grant execute on function ledger.append_group to ledger_app;
