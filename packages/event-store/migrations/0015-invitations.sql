-- Invitations: to what access, by a code that is kept as a hash.

-- Who was invited to what, as the council's own events say: a copy like access.grants.
create table access.invitations (
  tenant         text collate "C" not null,
  invitation_id  uuid not null,
  person         uuid not null,
  role           text not null,
  scopes         text[] not null,
  -- Null: from when it is accepted.
  begins_at      timestamptz(3),
  ends_at        timestamptz(3),
  expires_at     timestamptz(3) not null,
  given_position bigint not null,
  accepted_at    timestamptz(3),
  -- The access that it gave.
  grant_id       uuid,
  revoked_at     timestamptz(3),
  primary key (tenant, invitation_id)
);
create index invitations_by_grant on access.invitations (tenant, grant_id) where grant_id is not null;

-- What is not in the log and so cannot be made again: the hash of an invitation's code.
create table access.invitation_codes (
  tenant        text collate "C" not null,
  invitation_id uuid not null,
  hash          bytea not null unique check (octet_length(hash) = 32),
  primary key (tenant, invitation_id)
);

do $$
declare name text;
begin
  foreach name in array array['invitations', 'invitation_codes'] loop
    execute format('alter table access.%I enable row level security', name);
    execute format('alter table access.%I force row level security', name);
    execute format('create policy within_grants on access.%I using (ledger.may_touch(tenant))', name);
    execute format('create policy authentication on access.%I for select to ledger_owner using (true)', name);
  end loop;
end $$;
grant select on access.invitations to ledger_app;

create function access.is_open(invited access.invitations, at timestamptz) returns boolean
language sql immutable
as $$ select invited.accepted_at is null and invited.revoked_at is null and at < invited.expires_at $$;

-- Brings the row of one invitation to what its events say.
create function access.keep_invitation(of_tenant text, of_stream text) returns void
language plpgsql set search_path = access, pg_temp
as $$
declare
  record_id uuid := substr(of_stream, position('-' in of_stream) + 1)::uuid;
begin
  delete from access.invitations where tenant = of_tenant and invitation_id = record_id;
  insert into access.invitations
  select of_tenant, record_id, (made.data ->> 'personId')::uuid, made.data ->> 'role',
         array(select jsonb_array_elements_text(made.data -> 'scopes')), (made.data ->> 'from')::timestamptz,
         (made.data ->> 'until')::timestamptz, (made.data ->> 'expiresAt')::timestamptz, made.root, accepted.recorded_at,
         (accepted.data ->> 'grantId')::uuid, revoked.recorded_at
    from access.in_force(of_tenant, of_stream) made
    left join access.in_force(of_tenant, of_stream) accepted on accepted.type = 'InvitationAccepted'
    left join access.in_force(of_tenant, of_stream) revoked on revoked.type = 'InvitationRevoked'
   where made.type = 'InvitationMade';
end $$;

create function access.keep_invitation_event() returns trigger
language plpgsql set search_path = access, pg_temp
as $$
begin
  perform access.keep_invitation(new.tenant, new.stream);
  return null;
end $$;
create trigger keep_invitations after insert on ledger.events for each row
  when (new.type in ('InvitationMade', 'InvitationAccepted', 'InvitationRevoked'))
  execute function access.keep_invitation_event();

-- Makes every copy again from the log, for the owner of the database. The secrets of tokens and the codes stay, and what
-- was recorded is not judged anew.
create or replace function access.rebuild() returns void
language plpgsql set search_path = access, pg_temp
as $$
declare
  before text := current_setting('ledger.tenants', true);
  council text;
begin
  for council in select h.tenant from ledger.heads() h loop
    perform set_config('ledger.tenants', council, true);
    delete from access.grants where tenant = council;
    delete from access.issuers where tenant = council;
    delete from access.links where tenant = council;
    delete from access.council_tokens where tenant = council;
    delete from access.merges where tenant = council;
    delete from access.council_codes where tenant = council;
    delete from access.invitations where tenant = council;
    perform access.keep(council, kept.stream) from (
      select distinct e.stream from ledger.events e where e.tenant = council
         and (e.stream ~ '^(council|grant|issuer|link|token)-' or e.type = 'PersonMerged')) kept;
    perform access.keep_invitation(council, kept.stream) from (
      select distinct e.stream from ledger.events e where e.tenant = council and e.stream ~ '^invitation-') kept;
  end loop;
  perform set_config('ledger.tenants', coalesce(before, ''), true);
end $$;

-- Keeps the hash of the code of an invitation, once. `grants` is the caller's list of tenants, as for ledger.append.
create function access.keep_code(grants text, of_tenant text, of_invitation uuid, of_hash bytea) returns void
language plpgsql security definer set search_path = access, pg_temp
as $$
begin
  perform set_config('ledger.tenants', grants, true);
  insert into access.invitation_codes (tenant, invitation_id, hash)
  select i.tenant, i.invitation_id, of_hash
    from access.invitations i
   where ledger.may_touch(i.tenant) and i.tenant = of_tenant and i.invitation_id = of_invitation;
  if not found then
    raise exception 'There is no such invitation to keep a code of.' using errcode = 'LG006';
  end if;
end $$;

-- What a code invites to, for whom an issuer names: the invitation, for the id that stands for the person now; the
-- registration of the issuer in that council, null where the council does not take it at its word; and for whom the
-- subject stands there already. No row: there is no such code. It is asked before the caller has anything in the council.
create function access.invitation_of_code(code_hash bytea, of_issuer text, audiences text[], of_subject text)
returns table (tenant text, invitation_id uuid, person uuid, role text, scopes text[], begins_at timestamptz,
  ends_at timestamptz, given_position bigint, is_open boolean, issuer_id uuid, linked_person uuid)
language sql stable security definer set search_path = access, pg_temp
as $$
  select i.tenant, i.invitation_id, access.human_of(i.tenant, i.person), i.role, i.scopes, i.begins_at, i.ends_at,
         i.given_position, access.is_open(i, clock_timestamp()), trusted.issuer_id,
         access.human_of(i.tenant, trusted.principal)
    from access.invitation_codes c
    join access.invitations i using (tenant, invitation_id)
    left join lateral (
      select t.issuer_id, l.principal
        from access.issuers t
        left join access.links l on l.tenant = t.tenant and l.ended_position is null
         and l.subject_key = access.subject_key(t.tenant, t.issuer_id, of_subject)
       where t.tenant = i.tenant and t.issuer = of_issuer and t.audience = any (audiences) and t.kind = 'person'
         and t.ended_position is null
       order by l.principal is null, t.given_position limit 1) trusted on true
   where c.hash = code_hash
$$;

revoke all on all functions in schema access from public;
grant execute on function access.is_open(access.invitations, timestamptz),
  access.keep_code(text, text, uuid, bytea), access.invitation_of_code(bytea, text, text[], text) to ledger_app;
