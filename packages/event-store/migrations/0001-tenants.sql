-- A tenant is a council's ledger. Its row is the head of its log: the last position, and the lock under
-- which positions are given out. One writer of one council waits here for another; councils never wait
-- for each other.

create table ledger.tenants (
  tenant      text collate "C" primary key check (tenant ~ '^[a-z0-9-]{2,40}$'),
  position    bigint not null default 0 check (position >= 0),
  recorded_at timestamptz(3) not null default '-infinity',
  clock       text not null check (clock in ('live', 'replayed')),
  -- Keys the hashes of commands, so that a short command cannot be guessed from its hash.
  command_key bytea not null default sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid()))
) with (fillfactor = 50);

comment on table ledger.tenants is 'One row per council: the head of its log.';
comment on column ledger.tenants.clock is 'replayed: a demonstration clock; recorded times are given by whoever records.';

-- Which tenants a transaction may touch is a list that it sets for itself from the caller's live grants,
-- as its first act. Nothing set means nothing seen.
create function ledger.may_touch(tenant text) returns boolean
language sql stable parallel safe
as $$ select tenant = any (string_to_array(current_setting('ledger.tenants', true), ',')) $$;

alter table ledger.tenants enable row level security;
alter table ledger.tenants force row level security;
create policy within_grants on ledger.tenants using (ledger.may_touch(tenant));
-- Heads alone may be read across tenants, and only by the function below.
create policy heads on ledger.tenants for select to ledger_owner using (true);

create function ledger.heads() returns table (tenant text, head bigint)
language sql stable security definer set search_path = ledger, pg_temp
as $$ select t.tenant, t.position from ledger.tenants t order by t.tenant $$;
comment on function ledger.heads is 'Every council''s key and last position, and nothing else: what a sweeper compares bookmarks with.';

create function ledger.keep_tenant() returns trigger language plpgsql as $$
begin
  if tg_op <> 'UPDATE' then
    raise exception 'A council''s ledger cannot be removed.' using errcode = 'LG001';
  end if;
  if (new.tenant, new.clock, new.command_key) is distinct from (old.tenant, old.clock, old.command_key)
     or new.position < old.position or new.recorded_at < old.recorded_at then
    raise exception 'A council''s key and clock never change, and its log never grows shorter.' using errcode = 'LG001';
  end if;
  return new;
end $$;
create trigger keep_tenant before update or delete on ledger.tenants
  for each row execute function ledger.keep_tenant();
create trigger keep_tenants before truncate on ledger.tenants
  for each statement execute function ledger.keep_tenant();
