-- Effects: what the ledger does in the world, such as an alarm or a mail. Each is a row under the key that
-- names it, so that the same effect is planned once, whoever plans it and however often. Projections know
-- nothing of this table, and the role that rebuilds may not write to it: a replay sends nothing.
--
--     planned ---> sending ---> sent | failed
--        |  ^         |  \
--        |  '---------'   '---> uncertain ---> sent | failed
--        '---> suppressed | failed
--
-- planned: to be carried out from `due_at`. A worker claims it for as long as its lease runs; when that is
-- over, another may. sending: being handed over; this is written before the first byte leaves. sent: the
-- other side has it. failed: given up. suppressed: not wanted any more, and nothing left. uncertain: it may
-- have arrived, and it is not handed over again, until somebody finds out.

create table ledger.effects (
  tenant       text collate "C" not null,
  -- Which effect it is, such as `alarm`; with the key it says what is done once.
  effect       text collate "C" not null check (effect ~ '^[a-z][a-z-]{1,39}$'),
  key          text collate "C" not null check (length(key) between 1 and 255),
  -- What the other side knows it by, at every attempt.
  id           uuid not null default gen_random_uuid(),
  delivery     text not null check (delivery in ('at-most-once', 'at-least-once')),
  -- Structure only, as in an event's body: texts and personal data are read when it is carried out.
  payload      jsonb not null check (octet_length(payload::text) <= 65536),
  state        text not null default 'planned'
               check (state in ('planned', 'sending', 'sent', 'failed', 'uncertain', 'suppressed')),
  planned_at   timestamptz(3) not null default clock_timestamp(),
  due_at       timestamptz(3) not null default clock_timestamp(),
  -- How often it was begun to be handed over.
  attempts     integer not null default 0 check (attempts >= 0),
  -- Who has claimed it last, and until when nobody else may.
  claim        uuid,
  leased_until timestamptz(3),
  settled_at   timestamptz(3),
  -- The name that the other side gave it.
  provider_id  text check (provider_id is null or (length(provider_id) <= 255 and state = 'sent')),
  -- Why it stands as it does.
  reason       text check (length(reason) <= 1000),
  primary key (tenant, effect, key),
  unique (tenant, id),
  check ((claim is null) = (leased_until is null)),
  check (reason is not null or state not in ('failed', 'uncertain', 'suppressed'))
) with (fillfactor = 80);
comment on table ledger.effects is 'What the ledger does in the world: once under each key.';
create index effects_open on ledger.effects (tenant, effect, due_at) where state in ('planned', 'sending');
create index effects_by_state on ledger.effects (tenant, state, effect, planned_at);

create function ledger.effect_may_become(was text, becomes text) returns boolean
language sql immutable parallel safe
as $$
  select (was, becomes) in (values
    ('planned', 'planned'),
    ('planned', 'sending'),
    ('planned', 'suppressed'),
    ('planned', 'failed'),
    ('sending', 'planned'),
    ('sending', 'sent'),
    ('sending', 'failed'),
    ('sending', 'uncertain'),
    ('uncertain', 'sent'),
    ('uncertain', 'failed'))
$$;
comment on function ledger.effect_may_become is 'The state machine of effects.';

-- Holds every effect to the machine, whoever changes it. Two rules of it keep a mail from being sent twice:
-- only the worker whose lease runs begins to hand over, and what is sent at most once returns to `planned`
-- only while the lease of whoever handed it over runs, who alone can know that it did not arrive.
create function ledger.keep_effect() returns trigger language plpgsql as $$
declare
  is_leased boolean := coalesce(old.leased_until > clock_timestamp(), false);
begin
  if tg_op = 'INSERT' then
    if new.state <> 'planned' or new.attempts <> 0 or new.claim is not null or new.reason is not null then
      raise exception 'An effect begins as planned, not yet tried by anybody.' using errcode = 'LG001';
    end if;
    return new;
  end if;
  if tg_op <> 'UPDATE' then
    raise exception 'An effect is never removed.' using errcode = 'LG001';
  end if;
  if (new.tenant, new.effect, new.key, new.id, new.delivery, new.payload, new.planned_at)
     is distinct from (old.tenant, old.effect, old.key, old.id, old.delivery, old.payload, old.planned_at) then
    raise exception 'What an effect is never changes, only how it stands.' using errcode = 'LG001';
  end if;
  if not ledger.effect_may_become(old.state, new.state) then
    raise exception 'An effect that is % does not become %.', old.state, new.state using errcode = 'LG001';
  end if;
  if new.state = 'planned' and old.state = 'planned' and new.claim is distinct from old.claim and is_leased then
    raise exception 'The effect is claimed by another.' using errcode = 'LG001';
  end if;
  if new.state = 'sending' and (not is_leased or new.claim is distinct from old.claim) then
    raise exception 'An effect is handed over by whoever has claimed it, while the lease runs.' using errcode = 'LG001';
  end if;
  if new.state = 'planned' and old.state = 'sending' and old.delivery = 'at-most-once' and not is_leased then
    raise exception 'It may have arrived, and is sent at most once: it can only be uncertain.' using errcode = 'LG001';
  end if;
  if new.attempts <> old.attempts + (new.state = 'sending')::integer then
    raise exception 'The attempts of an effect are counted as each begins.' using errcode = 'LG001';
  end if;
  new.settled_at := case when new.state not in ('planned', 'sending') then clock_timestamp() end;
  return new;
end $$;
create trigger keep_effect before insert or update or delete on ledger.effects
  for each row execute function ledger.keep_effect();
create trigger keep_effects before truncate on ledger.effects
  for each statement execute function ledger.keep_effect();

alter table ledger.effects enable row level security;
alter table ledger.effects force row level security;
create policy within_grants on ledger.effects using (ledger.may_touch(tenant));

-- ledger_effects plans effects and carries them out; it reads no event and no text. ledger_app shows how they
-- stand. ledger_projector, which rebuilds, has no part in them.
revoke all on function ledger.effect_may_become(text, text), ledger.keep_effect() from public;
grant usage on schema ledger to ledger_effects;
grant execute on function ledger.may_touch(text), ledger.heads(), ledger.effect_may_become(text, text) to ledger_effects;
grant select on ledger.effects to ledger_app, ledger_effects;
grant insert (tenant, effect, key, delivery, payload, due_at) on ledger.effects to ledger_effects;
grant update (state, due_at, attempts, claim, leased_until, provider_id, reason) on ledger.effects to ledger_effects;
