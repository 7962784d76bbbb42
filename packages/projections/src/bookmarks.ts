/**
 * How far each read model has read each council's log. A read model that cannot apply an event is parked: it waits
 * at its bookmark and is tried again, at first after a second, then ever less often, at last once a minute.
 */
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import type { Projection } from './projection.js';

const REASON_LENGTH_MAX = 1_000;

/** The table, as `declare.ts` makes it. */
export const bookmarksSql = `
  create table if not exists read.bookmarks (
    projection    text collate "C" not null,
    version       integer not null,
    tenant        text collate "C" not null,
    position      bigint not null default 0,
    moved_at      timestamptz(3) not null default clock_timestamp(),
    parked_at     timestamptz(3),
    parked_on     bigint,
    parked_reason text,
    tried_at      timestamptz(3),
    primary key (tenant, projection, version)
  ) with (fillfactor = 50);
  comment on column read.bookmarks.parked_on is 'The event that could not be applied.';
  comment on column read.bookmarks.tried_at is 'When it was last tried; parked_at is the first time.';`;

/** When a parked read model is tried next: after as long again as it has been parked. */
export const nextTry = (tx: Tx) =>
  tx`tried_at + least(greatest(tried_at - parked_at, interval '1 second'), interval '1 minute')`;

/** A transaction that sees and writes what belongs to one council. */
export const within = async <Result>(
  sql: Sql,
  tenant: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> =>
  (await sql.begin(async (tx) => {
    await tx`select set_config('ledger.tenants', ${tenant}, true)`;
    return work(tx);
  })) as Result;

export interface Bookmark {
  readonly position: number;
  /** Why it is not to be tried yet; `null` when it may. */
  readonly waiting: { readonly position: number; readonly reason: string } | null;
}

/** Where a read model stands; a new one is laid at the beginning. */
export const bookmarkOf = async (
  sql: Sql,
  { name, version }: Projection,
  tenant: string,
): Promise<Bookmark> =>
  within(sql, tenant, async (tx) => {
    await tx`insert into read.bookmarks (projection, version, tenant) values (${name}, ${version}, ${tenant})
             on conflict do nothing`;
    const [row] = await tx<{ position: number; waits: boolean; parked_on: number; parked_reason: string }[]>`
      select position, coalesce(clock_timestamp() < ${nextTry(tx)}, false) as waits, parked_on, parked_reason
        from read.bookmarks
       where tenant = ${tenant} and projection = ${name} and version = ${version}`;
    if (row === undefined) throw new Error(`The bookmark of ${name} for ${tenant} has just gone.`);
    const { position, waits, parked_on, parked_reason } = row;
    return { position, waiting: waits ? { position: parked_on, reason: parked_reason } : null };
  });

/** Moves the bookmark within the transaction of a batch; false when it is no longer where the batch began. */
export const moveBookmark = async (
  tx: Tx,
  { name, version }: Projection,
  tenant: string,
  from: number,
  to: number,
): Promise<boolean> => {
  const moved = await tx`
    update read.bookmarks
       set position = ${to}, moved_at = clock_timestamp(),
           parked_at = null, parked_on = null, parked_reason = null, tried_at = null
     where tenant = ${tenant} and projection = ${name} and version = ${version} and position = ${from}`;
  return moved.count === 1;
};

/** Notes that the event after the bookmark could not be applied; false when the bookmark has moved meanwhile. */
export const park = async (
  sql: Sql,
  { name, version }: Projection,
  tenant: string,
  { position, reason }: { readonly position: number; readonly reason: string },
): Promise<boolean> =>
  within(sql, tenant, async (tx) => {
    const parked = await tx`
      update read.bookmarks
         set parked_at = coalesce(parked_at, now()), tried_at = now(), parked_on = ${position},
             parked_reason = ${reason.slice(0, REASON_LENGTH_MAX)}
       where tenant = ${tenant} and projection = ${name} and version = ${version} and position = ${position - 1}`;
    return parked.count === 1;
  });
