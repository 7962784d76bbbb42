-- Who may do what. The API and the command line connect as ledger_app, the workers as ledger_projector;
-- neither owns the log, is superuser or passes by row-level security. Nobody inserts an event but through
-- ledger.append.

grant usage on schema ledger, access to ledger_app, ledger_projector;
grant select on ledger.events, ledger.sealed_values to ledger_app, ledger_projector;
-- Not the key of the commands' hashes, nor the hashes.
grant select (tenant, position, recorded_at, clock) on ledger.tenants to ledger_app, ledger_projector;
grant select (tenant, principal, idempotency_key, command_id, first_position, event_count, head, recorded_at)
  on ledger.commands to ledger_app;
revoke all on all functions in schema ledger, access from public;
grant execute on function ledger.may_touch(text), ledger.heads(), ledger.iso_instant(timestamptz),
  ledger.leaf_hash(text, bigint, timestamptz, bytea), ledger.position_at(text, timestamptz) to ledger_app, ledger_projector;
grant execute on function ledger.append(text, text, jsonb, boolean) to ledger_app;
grant execute on function access.authenticate(bytea), access.principal_names(uuid[]) to ledger_app;
