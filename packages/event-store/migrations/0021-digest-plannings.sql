-- On which days digests were planned. What is due of a kind on a day is planned once for a council, at the first look after
-- its time of day: together with its effects, or not at all. Where a digest was due and no row is, nothing ran.

create table ledger.digest_plannings (
  tenant     text collate "C" not null,
  kind       text collate "C" not null check (kind ~ '^[a-z]{3,20}$'),
  -- The day in London.
  on_day     date not null,
  planned_at timestamptz(3) not null default clock_timestamp(),
  -- Up to which position the ledger was read, how many recipients were due one, and how many of these were new.
  position   bigint not null,
  recipients integer not null check (recipients >= 0),
  planned    integer not null check (planned between 0 and recipients),
  primary key (tenant, kind, on_day)
);
comment on table ledger.digest_plannings is 'On which days digests were planned, and of how many recipients.';

create function ledger.keep_digest_planning() returns trigger language plpgsql as $$
begin
  raise exception 'Plannings of digests are append-only: % is refused.', tg_op using errcode = 'LG001';
end $$;
create trigger append_only before update or delete on ledger.digest_plannings
  for each row execute function ledger.keep_digest_planning();
create trigger not_emptied before truncate on ledger.digest_plannings
  for each statement execute function ledger.keep_digest_planning();

alter table ledger.digest_plannings enable row level security;
alter table ledger.digest_plannings force row level security;
create policy within_grants on ledger.digest_plannings using (ledger.may_touch(tenant));

revoke all on function ledger.keep_digest_planning() from public;
grant select on ledger.digest_plannings to ledger_app, ledger_effects;
grant insert (tenant, kind, on_day, position, recipients, planned) on ledger.digest_plannings to ledger_effects;
