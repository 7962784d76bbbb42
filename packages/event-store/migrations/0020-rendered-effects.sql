-- Effects that say something of their own at each attempt, such as a digest: what they say is worked out just before it is
-- handed over, and its hash is written down first, so that what left can be told from what would have.
--
--     planned ---> rendered ---> sending ---> sent | failed
--        |  ^          |          |    \
--        |  '----------+----------'     '---> uncertain ---> sent | failed
--        '-------------'---> suppressed
--
-- rendered: it stands what will be said, and nothing has left; it may be rendered anew. Effects that say what was planned,
-- such as an alarm, go on from planned to sending.

alter table ledger.effects drop constraint effects_state_check;
alter table ledger.effects add constraint effects_state_check
  check (state in ('planned', 'rendered', 'sending', 'sent', 'failed', 'uncertain', 'suppressed'));
alter table ledger.effects
  -- SHA-256 of what was rendered last, and what it tells of: ids, codes and numbers, no text.
  add column content_hash text check (content_hash ~ '^[0-9a-f]{64}$'),
  add column told jsonb check (octet_length(told::text) <= 262144),
  -- What the other side said of it later: whether it came to whom it was for.
  add column report text check (report in ('sending', 'delivered', 'bounced', 'undelivered', 'complained', 'lost')),
  add column reported_at timestamptz(3),
  add constraint rendered_has_hash check (state <> 'rendered' or content_hash is not null),
  add constraint reported_at_a_time check ((report is null) = (reported_at is null)),
  -- Of a recipient, a kind and a period there is one digest: the primary key has these three in one spelling, and no other
  -- spelling of them is taken.
  add constraint digest_key check (effect <> 'digest' or key ~
    '^[a-z]{3,20}/[0-9a-zA-Z-]{4,60}/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$');

drop index ledger.effects_open;
create index effects_open on ledger.effects (tenant, effect, due_at) where state in ('planned', 'rendered', 'sending');
-- What is reported of is named by its id alone.
create index effects_by_id on ledger.effects (id);
-- What a provider may still tell more of.
create index effects_unreported on ledger.effects (tenant, effect, settled_at)
  where state in ('sent', 'uncertain') and (report is null or report = 'sending');

create or replace function ledger.effect_may_become(was text, becomes text) returns boolean
language sql immutable parallel safe
as $$
  select (was, becomes) in (values
    ('planned', 'planned'),
    ('planned', 'rendered'),
    ('planned', 'sending'),
    ('planned', 'suppressed'),
    ('planned', 'failed'),
    ('rendered', 'rendered'),
    ('rendered', 'sending'),
    ('rendered', 'suppressed'),
    ('sending', 'planned'),
    ('sending', 'sent'),
    ('sending', 'failed'),
    ('sending', 'uncertain'),
    ('sent', 'sent'),
    ('uncertain', 'sent'),
    ('uncertain', 'failed'))
$$;

-- As in 0008, for one more state that waits. Besides: what was said is written by whoever has claimed the effect, and
-- stands once it is being handed over; a report comes afterwards and changes nothing else.
create or replace function ledger.keep_effect() returns trigger language plpgsql as $$
declare
  is_leased boolean := coalesce(old.leased_until > clock_timestamp(), false);
  waited boolean;
  waits boolean := new.state in ('planned', 'rendered');
begin
  if tg_op = 'INSERT' then
    if new.state <> 'planned' or new.attempts <> 0 or new.claim is not null or new.reason is not null
       or new.content_hash is not null or new.told is not null or new.report is not null then
      raise exception 'An effect begins as planned, not yet tried by anybody.' using errcode = 'LG001';
    end if;
    return new;
  end if;
  if tg_op <> 'UPDATE' then
    raise exception 'An effect is never removed.' using errcode = 'LG001';
  end if;
  waited := old.state in ('planned', 'rendered');
  if (new.tenant, new.effect, new.key, new.id, new.delivery, new.payload, new.planned_at)
     is distinct from (old.tenant, old.effect, old.key, old.id, old.delivery, old.payload, old.planned_at) then
    raise exception 'What an effect is never changes, only how it stands.' using errcode = 'LG001';
  end if;
  if not ledger.effect_may_become(old.state, new.state) then
    raise exception 'An effect that is % does not become %.', old.state, new.state using errcode = 'LG001';
  end if;
  if waits and waited and new.claim is distinct from old.claim and is_leased then
    raise exception 'The effect is claimed by another.' using errcode = 'LG001';
  end if;
  if new.state = 'sending' and (not is_leased or new.claim is distinct from old.claim) then
    raise exception 'An effect is handed over by whoever has claimed it, while the lease runs.' using errcode = 'LG001';
  end if;
  if waits and old.state = 'sending' and old.delivery = 'at-most-once' and not is_leased then
    raise exception 'It may have arrived, and is sent at most once: it can only be uncertain.' using errcode = 'LG001';
  end if;
  if (new.content_hash, new.told) is distinct from (old.content_hash, old.told)
     and not (waited and new.state in ('rendered', 'suppressed') and is_leased and new.claim is not distinct from old.claim) then
    raise exception 'What an effect says is written by whoever has claimed it, before it is handed over.' using errcode = 'LG001';
  end if;
  if new.report is distinct from old.report and (waits or new.state = 'sending') then
    raise exception 'Nothing is reported of what was not handed over.' using errcode = 'LG001';
  end if;
  if new.state = old.state and not waits and (new.reason, new.provider_id, new.due_at, new.attempts, new.claim)
     is distinct from (old.reason, old.provider_id, old.due_at, old.attempts, old.claim) then
    raise exception 'An effect that is settled is reported of, and no more.' using errcode = 'LG001';
  end if;
  if new.attempts <> old.attempts + (new.state = 'sending')::integer then
    raise exception 'The attempts of an effect are counted as each begins.' using errcode = 'LG001';
  end if;
  new.settled_at := case when waits or new.state = 'sending' then null
                         when new.state = old.state then old.settled_at
                         else clock_timestamp() end;
  return new;
end $$;

grant update (content_hash, told) on ledger.effects to ledger_effects;

-- Keeps what the other side told of an effect, which it knows by its id, of whichever council. What was uncertain is known to
-- have been sent by it. Returns the effect where that is news. The application may say this, and nothing else, of effects.
create function ledger.report_effect(of_effect text, of_id uuid, says text, by_provider text)
returns table (tenant text, payload jsonb)
language plpgsql security definer set search_path = ledger, pg_temp
as $$
declare
  before text := current_setting('ledger.tenants', true);
begin
  perform set_config('ledger.tenants', coalesce((select string_agg(h.tenant, ',') from ledger.heads() h), ''), true);
  return query
    update ledger.effects e
       set state = 'sent', report = says, reported_at = clock_timestamp(), provider_id = coalesce(e.provider_id, by_provider),
           reason = case when e.state = 'uncertain' then null else e.reason end
     where e.effect = of_effect and e.id = of_id and e.state in ('sent', 'uncertain')
       and e.report is distinct from says and coalesce(e.report in ('sending', 'delivered'), true)
    returning e.tenant, e.payload;
  perform set_config('ledger.tenants', coalesce(before, ''), true);
end $$;
revoke all on function ledger.report_effect(text, uuid, text, text) from public;
grant execute on function ledger.report_effect(text, uuid, text, text) to ledger_app, ledger_effects;
