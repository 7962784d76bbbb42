-- Who has access now, as each council's own events say. These tables are copies, kept in the transaction that records
-- the event, so that an access that was ended is ended for the next request. They can be made again from the log
-- (access.rebuild), and nothing else writes to them.

create table access.grants (
  tenant         text collate "C" not null,
  grant_id       uuid not null,
  principal      uuid not null,
  kind           text not null,
  -- The seal of a service's name; a person's stands in their own record.
  name           jsonb,
  role           text not null,
  scopes         text[] not null,
  begins_at      timestamptz(3) not null,
  ends_at        timestamptz(3),
  -- Positions of the events that gave and ended it.
  given_position bigint not null,
  ended_position bigint,
  ended_at       timestamptz(3),
  primary key (tenant, grant_id)
);
create index grants_by_principal on access.grants (tenant, principal);

create table access.issuers (
  tenant         text collate "C" not null,
  issuer_id      uuid not null,
  issuer         text not null,
  audience       text not null,
  kind           text not null,
  given_position bigint not null,
  ended_position bigint,
  primary key (tenant, issuer_id)
);
create index issuers_by_name on access.issuers (issuer) where ended_position is null;

create table access.links (
  tenant         text collate "C" not null,
  link_id        uuid not null,
  principal      uuid not null,
  kind           text not null,
  issuer_id      uuid not null,
  subject        jsonb not null,
  -- By this alone a subject is found: keyed with the tenant's secret, so that it cannot be guessed from here. Null once
  -- the subject was erased.
  subject_key    bytea,
  given_position bigint not null,
  ended_position bigint,
  primary key (tenant, link_id)
);
-- Two people under one subject would each be the other.
create unique index links_by_subject on access.links (tenant, subject_key) where ended_position is null;
create index links_by_principal on access.links (tenant, principal);

create table access.council_tokens (
  tenant         text collate "C" not null,
  token_id       uuid not null,
  grant_id       uuid not null,
  name           jsonb not null,
  scopes         text[] not null,
  expires_at     timestamptz(3) not null,
  given_position bigint not null,
  ended_position bigint,
  primary key (tenant, token_id)
);

create table access.merges (
  tenant         text collate "C" not null,
  person         uuid not null,
  into_person    uuid not null,
  given_position bigint not null,
  primary key (tenant, person)
);
create index merges_by_target on access.merges (tenant, into_person);

-- What is not in the log and so cannot be made again: the hash of a token's secret, and when it was last used.
create table access.token_secrets (
  tenant       text collate "C" not null,
  token_id     uuid not null,
  hash         bytea not null unique check (octet_length(hash) = 32),
  last_used_at timestamptz(3),
  primary key (tenant, token_id)
);

-- Which GSS code each council has had, from when until when: a code belongs to one council at a time, and to find that
-- out it alone is compared across councils.
create table access.council_codes (
  tenant     text collate "C" not null,
  gss_code   text collate "C" not null,
  held_from  timestamptz(3) not null,
  -- The first instant at which it holds no more.
  held_until timestamptz(3) not null,
  primary key (tenant, held_from)
);
create index council_codes_by_code on access.council_codes (gss_code);

do $$
declare name text;
begin
  foreach name in array array['grants', 'issuers', 'links', 'council_tokens', 'merges', 'token_secrets',
    'council_codes'] loop
    execute format('alter table access.%I enable row level security', name);
    execute format('alter table access.%I force row level security', name);
    execute format('create policy within_grants on access.%I using (ledger.may_touch(tenant))', name);
    -- For the functions that find out which tenants a caller may touch: before that none can be named.
    execute format('create policy authentication on access.%I for select to ledger_owner using (true)', name);
  end loop;
end $$;

grant select on access.grants, access.issuers, access.links, access.council_tokens, access.merges to ledger_app;
grant select (tenant, token_id, last_used_at) on access.token_secrets to ledger_app;
