-- Two rules that no record can hold by itself: a GSS code belongs to one council at a time, and a council keeps somebody who
-- can administer it. They are held in the transaction that records the event, where the copies of access are kept.

-- Refuses a GSS code that another council has in the same years. Of two councils that take it at one moment the second
-- waits for the first, and then sees it: each statement here sees what was committed before it. What a council had
-- before the change stays, so that one that shares a code of old can still change its name.
create function access.check_codes(of_tenant text, of_stream text, had access.council_codes[]) returns void
language plpgsql set search_path = access, pg_temp
as $$
declare
  -- A registration says what the council is from then on; that it was so before is merely not known to be otherwise.
  since timestamptz := (
    select f.effective_from from access.in_force(of_tenant, of_stream) f where f.type = 'CouncilRegistered');
begin
  -- Taken in one order, so that no two wait for each other.
  perform pg_advisory_xact_lock(hashtextextended('ledger GSS code ' || held.gss_code, 0))
     from (select distinct c.gss_code from access.council_codes c where c.tenant = of_tenant order by 1) held;
  if exists (
    select from access.council_codes mine
      join access.council_codes other on other.gss_code = mine.gss_code and other.tenant <> mine.tenant
     cross join lateral (
       select greatest(case mine.held_from when '-infinity' then since else mine.held_from end, other.held_from) as begins,
              least(mine.held_until, other.held_until) as ends) both_have_it
     where mine.tenant = of_tenant and begins < ends
       and not exists (
         select from unnest(had) before
          where before.gss_code = mine.gss_code and before.held_from <= begins and before.held_until >= ends))
  then
    raise exception 'The GSS code belongs to another council in the same years.' using errcode = 'LG007';
  end if;
end $$;

-- Until when the council has somebody who can administer it: the latest end of an administrator's access that writes,
-- under which somebody can sign in now. A token's own end does not count: whoever signs in issues another.
-- `unproven`: an issuer by which nobody has signed in yet as it is trusted now.
create function access.administered_until(of_tenant text, unproven uuid default null) returns timestamptz
language sql stable set search_path = access, pg_temp
as $$
  select coalesce(max(coalesce(g.ends_at, 'infinity')), '-infinity')
    from access.grants g, clock_timestamp() as at
   where g.tenant = of_tenant and g.role = 'administrator' and 'write' = any (g.scopes) and access.is_live(g, at)
     and (
       exists (
         select from access.council_tokens t join access.token_secrets s using (tenant, token_id)
          where t.tenant = g.tenant and t.grant_id = g.grant_id and 'write' = any (t.scopes)
            and t.ended_position is null and t.expires_at > at)
       or exists (
         select from access.ids_of(g.tenant, g.principal) as same(id)
           join access.links l on l.tenant = g.tenant and l.principal = same.id
           join access.issuers i on i.tenant = l.tenant and i.issuer_id = l.issuer_id
          where l.kind = g.kind and l.subject_key is not null and l.ended_position is null and i.ended_position is null
            and i.issuer_id is distinct from unproven))
$$;

-- Refuses a change after which nobody could administer the council, or only for less than 30 days where it was longer
-- before. Whoever acts without access of the council's own runs the instance, and can give it another administrator.
create function access.check_administered(recorded ledger.events, before timestamptz) returns void
language plpgsql set search_path = access, pg_temp
as $$
declare
  acting uuid := convert_from(recorded.body, 'UTF8')::jsonb -> 'actor' ->> 'id';
  after timestamptz := access.administered_until(recorded.tenant,
    case recorded.type when 'IssuerTrusted' then (recorded.data ->> 'issuerId')::uuid end);
begin
  if after < before and after < clock_timestamp() + interval '30 days' and exists (
    select from access.grants g
     where g.tenant = recorded.tenant and g.principal in (select access.ids_of(recorded.tenant, acting)))
  then
    raise exception 'The council would have nobody who can administer it.' using errcode = 'LG008';
  end if;
end $$;

create or replace function access.keep_event() returns trigger
language plpgsql set search_path = access, pg_temp
as $$
declare
  codes access.council_codes[];
  administered timestamptz;
begin
  case split_part(new.stream, '-', 1)
  when 'council' then
    codes := array(select c from access.council_codes c where c.tenant = new.tenant);
    perform access.keep(new.tenant, new.stream);
    perform access.check_codes(new.tenant, new.stream, codes);
  else
    administered := access.administered_until(new.tenant);
    perform access.keep(new.tenant, new.stream);
    perform access.check_administered(new, administered);
  end case;
  return null;
end $$;
-- Asked by the append itself from now on.
drop function access.gss_code_is_taken(text, text, timestamptz);

revoke all on all functions in schema access from public;
