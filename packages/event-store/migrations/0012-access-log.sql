-- Who looked at what: reads of a council's history by its guests, exports, and look-ups of who has access. It is no part
-- of the ledger: nothing is folded from it, and it is kept for a time only. It names councils, records and fields of the
-- schema, never what somebody wrote.

create table access.log (
  tenant      text collate "C" not null,
  entry_id    uuid not null,
  logged_at   timestamptz(3) not null default clock_timestamp(),
  -- Who, as they were known in that council at that moment, and by which grant; null: by a token of the operator's.
  principal   uuid not null,
  kind        text not null,
  role        text not null,
  grant_id    uuid,
  -- What was asked for: fields of the root, and those of them or below them for which it is logged.
  roots       text[] not null,
  fields      text[] not null,
  -- The records that the question named, such as Action:0198...
  records     text[] not null,
  client      text not null check (client in ('operator-token', 'token', 'issuer', 'command-line')),
  issuer      text,
  client_id   text,
  user_agent  text check (length(user_agent) <= 200),
  address     text check (length(address) <= 64),
  request_id  text not null,
  correlation text not null,
  primary key (tenant, entry_id)
);
create index log_by_time on access.log (tenant, logged_at desc, entry_id desc);
comment on table access.log is 'Who looked at what. An entry is on disk before its answer leaves.';

-- How much was handed out. It is written apart, since it is known only when the answer is; an entry without it is of an
-- answer that may never have left.
create table access.log_outcomes (
  tenant      text collate "C" not null,
  entry_id    uuid not null,
  answered_at timestamptz(3) not null default clock_timestamp(),
  -- Null where the answer was about several councils together.
  items       integer check (items >= 0),
  bytes       bigint check (bytes >= 0),
  -- The codes of its errors: why something that was asked for was refused.
  codes       text[] not null,
  primary key (tenant, entry_id)
);
create index log_outcomes_by_time on access.log_outcomes (tenant, answered_at);

-- What was logged is neither changed nor removed, but by the function below, which says so by a setting of its
-- transaction, and even then not before thirty days have passed.
create function access.keep_log() returns trigger
language plpgsql set search_path = access, pg_temp
as $$
declare
  written_at timestamptz := case when tg_op = 'DELETE' then
    coalesce(to_jsonb(old) ->> 'logged_at', to_jsonb(old) ->> 'answered_at')::timestamptz end;
begin
  if current_setting('ledger.dropping_log', true) = 'on' and written_at < clock_timestamp() - interval '30 days' then
    return old;
  end if;
  raise exception 'The access log is append-only: % on % is refused.', tg_op, tg_table_name using errcode = 'LG001';
end $$;

do $$
declare name text;
begin
  foreach name in array array['log', 'log_outcomes'] loop
    execute format('create trigger append_only before update or delete on access.%I
      for each row execute function access.keep_log()', name);
    execute format('create trigger not_emptied before truncate on access.%I
      for each statement execute function access.keep_log()', name);
    execute format('alter table access.%I enable row level security', name);
    execute format('alter table access.%I force row level security', name);
    execute format('create policy within_grants on access.%I using (ledger.may_touch(tenant))', name);
  end loop;
end $$;

-- Appends what several requests have to say, in one flush. `grants` is the callers' list of tenants, as for
-- ledger.append.
create function access.log_reads(grants text, entries jsonb) returns void
language plpgsql security definer set search_path = access, pg_temp
as $$
begin
  perform set_config('ledger.tenants', grants, true);
  insert into access.log (tenant, entry_id, principal, kind, role, grant_id, roots, fields, records, client, issuer,
      client_id, user_agent, address, request_id, correlation)
  select e ->> 'tenant', (e ->> 'id')::uuid, (e ->> 'principal')::uuid, e ->> 'kind', e ->> 'role',
         (e ->> 'grantId')::uuid, array(select jsonb_array_elements_text(e -> 'roots')),
         array(select jsonb_array_elements_text(e -> 'fields')), array(select jsonb_array_elements_text(e -> 'records')),
         e ->> 'client', e ->> 'issuer', e ->> 'clientId', e ->> 'userAgent', e ->> 'address', e ->> 'requestId',
         e ->> 'correlation'
    from jsonb_array_elements(entries) e;
end $$;

-- Appends how much the answers held. That is written before they leave, but their readers do not wait for the disk: a
-- server of the API that dies loses nothing; a database that dies may lose the amounts of its last moments, no entry.
create function access.log_outcomes(grants text, outcomes jsonb) returns void
language plpgsql security definer set search_path = access, pg_temp
as $$
begin
  perform set_config('ledger.tenants', grants, true), set_config('synchronous_commit', 'off', true);
  insert into access.log_outcomes (tenant, entry_id, items, bytes, codes)
  select e ->> 'tenant', (e ->> 'id')::uuid, (e ->> 'items')::integer, (e ->> 'bytes')::bigint,
         array(select jsonb_array_elements_text(e -> 'codes'))
    from jsonb_array_elements(outcomes) e;
end $$;

-- Drops what is older than so many days, of every council, and says how many entries those were.
create function access.drop_old_log(days integer) returns bigint
language plpgsql security definer set search_path = access, pg_temp
as $$
declare
  before timestamptz := clock_timestamp() - make_interval(days => days);
  council text;
  dropped bigint := 0;
  here bigint;
begin
  if days is null or days < 30 then
    raise exception 'The access log is kept for 30 days at least, not for %.', days using errcode = 'LG001';
  end if;
  perform set_config('ledger.dropping_log', 'on', true);
  for council in select h.tenant from ledger.heads() h loop
    perform set_config('ledger.tenants', council, true);
    delete from access.log where tenant = council and logged_at < before;
    get diagnostics here = row_count;
    dropped := dropped + here;
    delete from access.log_outcomes where tenant = council and answered_at < before;
  end loop;
  perform set_config('ledger.dropping_log', '', true), set_config('ledger.tenants', '', true);
  return dropped;
end $$;

revoke all on function access.keep_log(), access.log_reads(text, jsonb), access.log_outcomes(text, jsonb),
  access.drop_old_log(integer) from public;
grant select on access.log, access.log_outcomes to ledger_app;
grant execute on function access.log_reads(text, jsonb), access.log_outcomes(text, jsonb) to ledger_app;
grant execute on function access.drop_old_log(integer) to ledger_projector;
