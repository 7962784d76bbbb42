-- From the events of a council to the copies that say who has access now.

-- What is in force in a stream: the latest correction of each event, and nothing of what was retracted.
create function access.in_force(of_tenant text, of_stream text)
returns table (root bigint, type text, data jsonb, effective_from timestamptz, recorded_at timestamptz)
language sql stable set search_path = access, pg_temp
as $$
  with recursive said as (
    select e.position, e.type, e.data, e.effective_from, e.recorded_at,
           convert_from(e.body, 'UTF8')::jsonb -> 'corrects' as corrects
      from ledger.events e where e.tenant = of_tenant and e.stream = of_stream
  ), rooted as (
    select s.position, s.position as root, s.recorded_at from said s where s.corrects = 'null'
    union all
    select s.position, r.root, r.recorded_at
      from rooted r join said s on (s.corrects ->> 'position')::bigint = r.position
  ), latest as (
    select distinct on (r.root) r.root, s.type, s.data, s.effective_from, r.recorded_at, s.corrects
      from rooted r join said s using (position) order by r.root, s.position desc
  )
  select l.root, l.type, l.data, l.effective_from, l.recorded_at
    from latest l where l.corrects ->> 'kind' is distinct from 'retracted'
$$;

-- The key under which a subject is found. The inner hash has one length whatever the subject, so that nothing can be
-- put behind it.
create function access.subject_key(of_tenant text, of_issuer uuid, of_subject text) returns bytea
language sql stable set search_path = access, pg_temp
as $$
  select sha256(t.command_key || sha256(convert_to(of_issuer::text || '/' || of_subject, 'UTF8')))
    from ledger.tenants t where t.tenant = of_tenant
$$;

-- Brings the rows of one stream to what its events say.
create function access.keep(of_tenant text, of_stream text) returns void
language plpgsql set search_path = access, pg_temp
as $$
declare
  record_id uuid := substr(of_stream, position('-' in of_stream) + 1)::uuid;
  given record;
  ended record;
begin
  select f.* into given from access.in_force(of_tenant, of_stream) f
   where f.type in ('AccessGranted', 'IssuerTrusted', 'SubjectLinked', 'TokenIssued', 'PersonMerged')
   order by f.root limit 1;
  select f.* into ended from access.in_force(of_tenant, of_stream) f
   where f.type in ('AccessEnded', 'IssuerDistrusted', 'SubjectUnlinked', 'TokenRevoked') order by f.root limit 1;
  case split_part(of_stream, '-', 1)
  when 'grant' then
    delete from access.grants where tenant = of_tenant and grant_id = record_id;
    insert into access.grants select of_tenant, record_id, (d ->> 'principalId')::uuid, d ->> 'kind', nullif(d -> 'name', 'null'),
        d ->> 'role', array(select jsonb_array_elements_text(d -> 'scopes')), (d ->> 'from')::timestamptz,
        (d ->> 'until')::timestamptz, given.root, ended.root, ended.recorded_at
      from (select given.data as d) g where given.root is not null;
  when 'issuer' then
    delete from access.issuers where tenant = of_tenant and issuer_id = record_id;
    insert into access.issuers select of_tenant, record_id, d ->> 'issuer', d ->> 'audience', d ->> 'kind', given.root, ended.root
      from (select given.data as d) g where given.root is not null;
  when 'link' then
    delete from access.links where tenant = of_tenant and link_id = record_id;
    insert into access.links select of_tenant, record_id, (d ->> 'principalId')::uuid, d ->> 'kind', (d ->> 'issuerId')::uuid,
        d -> 'subject', access.subject_key(of_tenant, (d ->> 'issuerId')::uuid, s.value #>> '{}'), given.root, ended.root
      from (select given.data as d) g
      left join ledger.sealed_values s on s.tenant = of_tenant and s.id = (d -> 'subject' -> '$sealed' ->> 'id')::uuid
     where given.root is not null;
  when 'token' then
    delete from access.council_tokens where tenant = of_tenant and token_id = record_id;
    insert into access.council_tokens select of_tenant, record_id, (d ->> 'grantId')::uuid, d -> 'name',
        array(select jsonb_array_elements_text(d -> 'scopes')), (d ->> 'expiresAt')::timestamptz, given.root, ended.root
      from (select given.data as d) g where given.root is not null;
  when 'person' then
    delete from access.merges where tenant = of_tenant and person = record_id;
    insert into access.merges select of_tenant, record_id, (d ->> 'into')::uuid, given.root
      from (select given.data as d) g where given.root is not null;
  when 'council' then
    delete from access.council_codes where tenant = of_tenant;
    insert into access.council_codes select of_tenant, c.gss_code, c.held_from, c.held_until
      from (select f.data ->> 'gssCode' as gss_code, s.since as held_from,
                   lead(s.since, 1, 'infinity') over (order by s.since, f.root) as held_until
              from access.in_force(of_tenant, of_stream) f
             -- What was before the registration is not known to have been otherwise.
             cross join lateral (
               select case f.type when 'CouncilRegistered' then '-infinity' else f.effective_from end as since) s
           ) c
     where c.gss_code is not null and c.held_from < c.held_until;
  else
    -- Of another stream there is nothing to keep.
  end case;
end $$;

create function access.keep_event() returns trigger
language plpgsql set search_path = access, pg_temp
as $$
begin
  perform access.keep(new.tenant, new.stream);
  return null;
end $$;
-- The condition is looked at before anything is called: other events are as cheap to record as without it.
create trigger keep_access after insert on ledger.events for each row
  when (new.type in ('AccessGranted', 'AccessEnded', 'IssuerTrusted', 'IssuerDistrusted', 'SubjectLinked',
    'SubjectUnlinked', 'TokenIssued', 'TokenRevoked', 'PersonMerged', 'CouncilRegistered', 'CouncilAttributesChanged'))
  execute function access.keep_event();

-- Makes every copy again from the log, for the owner of the database. The secrets of tokens stay.
create function access.rebuild() returns void
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
    perform access.keep(council, kept.stream) from (
      select distinct e.stream from ledger.events e where e.tenant = council
         and (e.stream ~ '^(council|grant|issuer|link|token)-' or e.type = 'PersonMerged')) kept;
  end loop;
  perform set_config('ledger.tenants', coalesce(before, ''), true);
end $$;

-- The councils that there are.
select access.rebuild();

revoke all on all functions in schema access from public;
