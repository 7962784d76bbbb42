/**
 * The last faults of the workers, where the API and the command line can show them: one row for each place, council
 * and code, which counts, so that the table cannot grow with what goes wrong. A row holds what may be told of an
 * error and nothing of what it was about. A read model that is parked says so in its bookmark, not here.
 */
import { withTenants } from '@improvement-ledger/event-store';
import type { TellableError } from '@improvement-ledger/telemetry';
import type { Sql } from 'postgres';

/** What is older is no longer anybody's concern. */
const KEPT_FOR = '30 days';

/** The table, as `declare.ts` makes it. What belongs to no council is of the queue or the sweeper. */
export const faultsSql = `
  create table if not exists read.faults (
    place    text collate "C" not null,
    tenant   text collate "C",
    code     text collate "C" not null,
    message  text,
    frame    text,
    times    bigint not null,
    first_at timestamptz(3) not null default clock_timestamp(),
    last_at  timestamptz(3) not null default clock_timestamp(),
    unique nulls not distinct (place, tenant, code)
  );
  comment on column read.faults.place is 'queue, sweep, or the name of a read model.';
  comment on column read.faults.message is 'Null: withheld, since it might quote what somebody wrote.';
  alter table read.faults enable row level security;
  alter table read.faults force row level security;
  do $$ begin
    if not exists (select from pg_policies where schemaname = 'read' and tablename = 'faults') then
      create policy within_grants on read.faults using (tenant is null or ledger.may_touch(tenant));
    end if;
  end $$;`;

/** A fault, and how often it came since it was last kept. */
export interface NewFault {
  /** `queue`, `sweep`, or the name of a read model. */
  readonly place: string;
  readonly tenant: string | null;
  readonly code: string;
  readonly error: TellableError;
  readonly times: number;
}

export interface Fault {
  readonly place: string;
  readonly tenant: string | null;
  readonly code: string;
  readonly message: string | null;
  /** Where in the program. */
  readonly frame: string | null;
  readonly times: number;
  readonly firstAt: string;
  readonly lastAt: string;
}

export const keepFaults = async (sql: Sql, faults: readonly NewFault[]): Promise<void> => {
  const tenants = [...new Set(faults.flatMap(({ tenant }) => (tenant === null ? [] : [tenant])))];
  await sql.begin(async (tx) => {
    await tx`select set_config('ledger.tenants', ${tenants.join(',')}, true)`;
    await tx`delete from read.faults where last_at < clock_timestamp() - ${KEPT_FOR}::interval`;
    for (const { place, tenant, code, error, times } of faults) {
      await tx`
        insert into read.faults as known (place, tenant, code, message, frame, times)
        values (${place}, ${tenant}, ${code}, ${error.message}, ${error.at[0] ?? null}, ${times})
        on conflict (place, tenant, code) do update
           set message = excluded.message, frame = excluded.frame,
               times = known.times + excluded.times, last_at = excluded.last_at`;
    }
  });
};

/** The faults within these councils, and those of no council; the last first. */
export const lastFaults = async (sql: Sql, tenants: readonly string[]): Promise<Fault[]> =>
  withTenants(
    sql,
    tenants,
    async (tx) => tx<Fault[]>`
    select place, tenant, code, message, frame, times, first_at as "firstAt", last_at as "lastAt"
      from read.faults order by last_at desc, place, tenant, code`,
  );
