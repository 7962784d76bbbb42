-- The log. `body` holds the canonical bytes of everything the application decided and `leaf` binds them to
-- their place and time; all other columns are copies for the database's use, made from `body` by the
-- append function. docs/event-format.md is the contract. Rows are only ever inserted under the tenant's head,
-- so no foreign key needs to say that the tenant exists.

create table ledger.events (
  tenant         text collate "C" not null,
  position       bigint not null check (position > 0),
  event_id       uuid not null,
  stream         text collate "C" not null check (stream ~ '^[a-z]+-[0-9a-f-]{36}$'),
  stream_version bigint not null check (stream_version > 0),
  type           text collate "C" not null,
  schema_version smallint not null check (schema_version > 0),
  recorded_at    timestamptz(3) not null,
  effective_at   text collate "C" not null,
  effective_from timestamptz(3) not null,
  body           bytea not null check (octet_length(body) <= 65536),
  data           jsonb not null,
  leaf           bytea not null check (octet_length(leaf) = 32),
  command_id     uuid not null,
  command_index  integer not null check (command_index >= 0),
  command_count  integer not null check (command_count > command_index),
  primary key (tenant, position),
  unique (tenant, stream, stream_version)
);
create unique index council_registered_once on ledger.events (tenant) where type = 'CouncilRegistered';
comment on table ledger.events is 'Every change, in the order in which it was recorded. Never updated, never deleted.';

-- Texts and personal data, apart from the log so that they alone can be erased. An event names a value by
-- a seal: the id here and a hash over `salt` and `value`.
create table ledger.sealed_values (
  tenant  text collate "C" not null,
  id      uuid not null,
  subject text collate "C" not null check (subject ~ '^(person|plan|council):[0-9a-f-]{36}$'),
  value   jsonb not null check (octet_length(value::text) <= 1048576),
  salt    bytea not null check (octet_length(salt) = 32),
  primary key (tenant, id)
);
create index sealed_values_by_subject on ledger.sealed_values (tenant, subject);

-- Which commands were carried out, so that a repeated one answers its first result, also when that
-- result was to change nothing.
create table ledger.commands (
  tenant          text collate "C" not null,
  principal       uuid not null,
  idempotency_key text collate "C" not null check (length(idempotency_key) between 1 and 255),
  hash            bytea not null check (octet_length(hash) = 32),
  command_id      uuid not null,
  -- The events lie at first_position .. first_position + event_count - 1.
  first_position  bigint,
  event_count     integer not null,
  -- The head once the command was carried out: what a caller waits for.
  head            bigint not null,
  recorded_at     timestamptz(3) not null,
  primary key (tenant, principal, idempotency_key),
  check ((first_position is null) = (event_count = 0))
);

create function ledger.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'The ledger is append-only: % on % is refused.', tg_op, tg_table_name using errcode = 'LG001';
end $$;

do $$
declare name text;
begin
  foreach name in array array['events', 'sealed_values', 'commands'] loop
    execute format('create trigger append_only before update or delete or truncate on ledger.%I
      for each statement execute function ledger.refuse_change()', name);
    execute format('alter table ledger.%I enable row level security', name);
    execute format('alter table ledger.%I force row level security', name);
    execute format('create policy within_grants on ledger.%I using (ledger.may_touch(tenant))', name);
  end loop;
end $$;
