-- Issued tokens for scripts. A token itself is never stored, only its hash; it is shown once.

create table access.tokens (
  hash       bytea primary key check (octet_length(hash) = 32),
  principal  uuid not null,
  kind       text not null check (kind in ('person', 'service', 'worker')),
  role       text not null,
  name       text not null,
  -- The councils it opens; null opens every council of this instance.
  tenants    text[],
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default clock_timestamp()
);
comment on table access.tokens is 'Bearer tokens, by SHA-256 of the token.';

-- Who a token is for, and which councils it opens now. No row: the token is unknown, expired or revoked.
create function access.authenticate(token_hash bytea)
returns table (principal uuid, kind text, role text, name text, tenants text[])
language sql stable security definer set search_path = access, pg_temp
as $$
  select t.principal, t.kind, t.role, t.name,
         coalesce(t.tenants, (select coalesce(array_agg(h.tenant), '{}') from ledger.heads() h))
    from access.tokens t
   where t.hash = token_hash
     and t.revoked_at is null
     and (t.expires_at is null or t.expires_at > clock_timestamp())
$$;

-- Services of our own that act without a token.
create table access.services (
  principal uuid primary key,
  name      text not null
);
insert into access.services values ('0190c0de-0000-7000-8000-00000000c11e', 'Ledger command line');

-- The names of those who act by token or as a service, for the history of changes: a principal's id says
-- nothing to a reader.
create function access.principal_names(ids uuid[]) returns table (principal uuid, name text)
language sql stable security definer set search_path = access, pg_temp
as $$
  select distinct on (known.principal) known.principal, known.name
    from (select t.principal, t.name from access.tokens t union all select s.principal, s.name from access.services s) known
   where known.principal = any (ids)
$$;
