-- From what a caller shows to what it opens now. Every request asks anew; nothing that a token claims of itself counts.
-- `at` is for tests: who had access on Saturday.

drop function access.authenticate(bytea);

-- All ids of the human to whom an id belongs: merges lead from one to another, whichever way.
create function access.ids_of(of_tenant text, of_person uuid) returns setof uuid
language sql stable set search_path = access, pg_temp
as $$
  with recursive same(id) as (
    select of_person
    union
    select case m.person when s.id then m.into_person else m.person end
      from same s join access.merges m on m.tenant = of_tenant and s.id in (m.person, m.into_person)
  )
  select id from same
$$;

-- The id that stands for the human now: the one that was merged into no other.
create function access.human_of(of_tenant text, of_person uuid) returns uuid
language sql stable set search_path = access, pg_temp
as $$
  select id from access.ids_of(of_tenant, of_person) as same(id)
   order by exists (select from access.merges m where m.tenant = of_tenant and m.person = id), id limit 1
$$;

create function access.is_live(held access.grants, at timestamptz) returns boolean
language sql immutable
as $$ select held.ended_position is null and held.begins_at <= at and (held.ends_at is null or at < held.ends_at) $$;

-- What a bearer token opens now: for an operator's token one row with all its councils, its name, and whether it opens
-- every council that there is; else the council of its grant. No row: the token is unknown, expired or revoked, or what
-- it was issued under is over.
create function access.memberships_of_token(token_hash bytea, at timestamptz default clock_timestamp())
returns table (tenants text[], principal uuid, kind text, role text, scopes text[], grant_id uuid, until timestamptz,
  name text, every_council boolean, last_used_at timestamptz)
language sql stable security definer set search_path = access, pg_temp
as $$
  select array(select h.tenant from ledger.heads() h where t.tenants is null or h.tenant = any (t.tenants)),
         t.principal, t.kind, t.role, array['read', 'write'], null::uuid, t.expires_at, t.name, t.tenants is null,
         null::timestamptz
    from access.tokens t
   where t.hash = token_hash and t.revoked_at is null and (t.expires_at is null or t.expires_at > at)
  union all
  select array[g.tenant], access.human_of(g.tenant, g.principal), g.kind, g.role,
         array(select unnest(t.scopes) intersect select unnest(g.scopes)), g.grant_id, least(g.ends_at, t.expires_at),
         null, false, s.last_used_at
    from access.token_secrets s
    join access.council_tokens t using (tenant, token_id)
    join access.grants g using (tenant, grant_id)
   where s.hash = token_hash and t.ended_position is null and t.expires_at > at and access.is_live(g, at)
$$;

-- The memberships of whom an issuer names, in councils that take that issuer at its word for one of the audiences for
-- which its token was verified.
create function access.memberships_of_subject(
  of_issuer text, audiences text[], of_subject text, at timestamptz default clock_timestamp())
returns table (tenant text, principal uuid, kind text, role text, scopes text[], grant_id uuid, until timestamptz)
language sql stable security definer set search_path = access, pg_temp
as $$
  select g.tenant, access.human_of(g.tenant, l.principal), g.kind, g.role, g.scopes, g.grant_id, g.ends_at
    from access.issuers i
    join access.links l on l.tenant = i.tenant and l.issuer_id = i.issuer_id and l.ended_position is null
     and l.subject_key = access.subject_key(i.tenant, i.issuer_id, of_subject)
   cross join lateral access.ids_of(l.tenant, l.principal) as same(id)
    join access.grants g on g.tenant = l.tenant and g.principal = same.id and g.kind = l.kind
   where i.issuer = of_issuer and i.audience = any (audiences) and i.ended_position is null and access.is_live(g, at)
   order by g.tenant, g.given_position
$$;

-- The issuers that any council takes at its word, for whoever verifies their tokens.
create function access.trusted_issuers() returns table (issuer text, audience text, kind text)
language sql stable security definer set search_path = access, pg_temp
as $$ select distinct i.issuer, i.audience, i.kind from access.issuers i where i.ended_position is null $$;

-- The link that a subject has in a council, if it has one.
create function access.link_of(of_tenant text, of_issuer uuid, of_subject text) returns uuid
language sql stable security definer set search_path = access, pg_temp
as $$
  select l.link_id from access.links l
   where ledger.may_touch(of_tenant) and l.tenant = of_tenant and l.ended_position is null
     and l.subject_key = access.subject_key(of_tenant, of_issuer, of_subject)
$$;

-- Keeps the hash of the secret of a token that was issued. `grants` is the caller's list of tenants, as for
-- ledger.append. It is set once: a token that has its secret is given no other.
create function access.keep_secret(grants text, of_tenant text, of_token uuid, of_hash bytea) returns void
language plpgsql security definer set search_path = access, pg_temp
as $$
begin
  perform set_config('ledger.tenants', grants, true);
  insert into access.token_secrets (tenant, token_id, hash)
  select t.tenant, t.token_id, of_hash
    from access.council_tokens t where ledger.may_touch(t.tenant) and t.tenant = of_tenant and t.token_id = of_token;
  if not found then
    raise exception 'There is no such token to keep a secret of.' using errcode = 'LG006';
  end if;
end $$;

-- Notes that a token was used, at most once a minute.
create function access.note_use(token_hash bytea) returns void
language plpgsql security definer set search_path = access, pg_temp
as $$
declare
  of_tenant text;
begin
  select s.tenant into of_tenant from access.token_secrets s where s.hash = token_hash;
  perform set_config('ledger.tenants', of_tenant, true);
  update access.token_secrets s set last_used_at = clock_timestamp()
   where s.hash = token_hash
     and (s.last_used_at is null or s.last_used_at < clock_timestamp() - interval '1 minute');
end $$;

-- The tokens that whoever holds the database has issued for a council, for the council to see.
create function access.operator_access(of_tenant text)
returns table (principal uuid, kind text, role text, name text, every_council boolean, issued_at timestamptz,
  expires_at timestamptz)
language sql stable security definer set search_path = access, pg_temp
as $$
  select t.principal, t.kind, t.role, t.name, t.tenants is null, t.created_at, t.expires_at
    from access.tokens t
   where ledger.may_touch(of_tenant) and (t.tenants is null or of_tenant = any (t.tenants))
     and t.revoked_at is null and (t.expires_at is null or t.expires_at > clock_timestamp())
   order by t.created_at, t.principal
$$;

-- Whether another council has a GSS code at any time from an instant on; nothing more is said of it.
create function access.gss_code_is_taken(of_tenant text, code text, since timestamptz) returns boolean
language sql stable security definer set search_path = access, pg_temp
as $$
  select exists (select from access.council_codes c
    where c.gss_code = code and c.tenant <> of_tenant and c.held_until > since)
$$;

revoke all on all functions in schema access from public;
grant execute on function access.ids_of(text, uuid), access.human_of(text, uuid), access.is_live(access.grants, timestamptz),
  access.memberships_of_token(bytea, timestamptz), access.memberships_of_subject(text, text[], text, timestamptz),
  access.trusted_issuers(), access.link_of(text, uuid, text), access.keep_secret(text, text, uuid, bytea),
  access.note_use(bytea), access.operator_access(text),
  access.gss_code_is_taken(text, text, timestamptz) to ledger_app;
