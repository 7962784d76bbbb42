/**
 * How far each read model has read each council's log. A read model that cannot apply an event is parked: it waits
 * at its bookmark and is tried again, at first after a second, then ever less often, at last once a minute.
 */
import type { Tx } from '@improvement-ledger/event-store';
import { changeWithTenants } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import type { Projection } from './projection.js';
import { generationKey } from './projection.js';

const REASON_LENGTH_MAX = 1_000;

/** The table, as `declare.ts` makes it; and what a table made by an earlier program lacks. */
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
    generation    integer not null default 1,
    constraint bookmarks_pkey primary key (tenant, projection, version, generation)
  ) with (fillfactor = 50);
  alter table read.bookmarks add column if not exists generation integer not null default 1;
  do $$ begin
    if (select cardinality(conkey) from pg_constraint
         where conrelid = 'read.bookmarks'::regclass and conname = 'bookmarks_pkey') = 3 then
      alter table read.bookmarks drop constraint bookmarks_pkey,
        add constraint bookmarks_pkey primary key (tenant, projection, version, generation);
    end if;
  end $$;
  comment on column read.bookmarks.parked_on is 'The event that could not be applied.';
  comment on column read.bookmarks.tried_at is 'When it was last tried; parked_at is the first time.';`;

/** When a parked read model is tried next: after as long again as it has been parked. `of` goes before the columns. */
export const nextTrySql = (of = ''): string =>
  `${of}tried_at + least(greatest(${of}tried_at - ${of}parked_at, interval '1 second'), interval '1 minute')`;
export const nextTry = (tx: Tx) => tx.unsafe(nextTrySql());

/** A transaction that sees and writes what belongs to one council. */
export const within = async <Result>(
  sql: Sql,
  tenant: string,
  work: (tx: Tx) => Promise<Result>,
): Promise<Result> => changeWithTenants(sql, [tenant], work);

export interface Bookmark {
  readonly position: number;
  /** Why it is not to be tried yet; `null` when it may. */
  readonly waiting: { readonly position: number; readonly reason: string } | null;
}

/** What to do while another worker holds the bookmark: wait until its batch is done, or leave the work to it. */
export type WhenBusy = 'wait' | 'leave';

/** SQL of the bookmark of a read model of a council. */
const isOf = (tx: Tx, projection: Projection, tenant: string) => {
  const { name, version, generation } = generationKey(projection);
  return tx`tenant = ${tenant} and projection = ${name} and version = ${version} and generation = ${generation}`;
};

/**
 * Takes a read model's bookmark for the time of the transaction, so that no other worker reads the same batch; a new
 * one is laid at the beginning. `null`: another worker has it, or the generation is not kept any more.
 */
export const takeBookmark = async (
  tx: Tx,
  projection: Projection,
  tenant: string,
  whenBusy: WhenBusy,
): Promise<Bookmark | null> => {
  const take = async (): Promise<Bookmark | null> => {
    const [row] = await tx<{ position: number; waits: boolean; parked_on: number; parked_reason: string }[]>`
      select position, coalesce(clock_timestamp() < ${nextTry(tx)}, false) as waits, parked_on, parked_reason
        from read.bookmarks join read.generations using (projection, version, generation)
       where ${isOf(tx, projection, tenant)} and state <> 'retired'
         for no key update of bookmarks ${whenBusy === 'leave' ? tx`skip locked` : tx``}`;
    if (row === undefined) return null;
    const { position, waits, parked_on, parked_reason } = row;
    return { position, waiting: waits ? { position: parked_on, reason: parked_reason } : null };
  };
  const taken = await take();
  if (taken !== null) return taken;
  const { name, version, generation } = generationKey(projection);
  // The lock keeps a council from being begun unseen while another generation takes the place of this one.
  await tx`
    insert into read.bookmarks (projection, version, generation, tenant)
    select projection, version, generation, ${tenant} from read.generations
     where projection = ${name} and version = ${version} and generation = ${generation} and state <> 'retired'
       for key share
        on conflict do nothing`;
  return take();
};

/** Moves the bookmark within the transaction of a batch. Throws when it is no longer where the batch began, so that nothing of it is kept. */
export const moveBookmark = async (
  tx: Tx,
  projection: Projection,
  tenant: string,
  from: number,
  to: number,
): Promise<void> => {
  const moved = await tx`
    update read.bookmarks
       set position = ${to}, moved_at = clock_timestamp(),
           parked_at = null, parked_on = null, parked_reason = null, tried_at = null
     where ${isOf(tx, projection, tenant)} and position = ${from}`;
  if (moved.count !== 1)
    throw new Error(`The bookmark of ${projection.name} for ${tenant} is no longer at ${from}.`);
};

/** SQL of the bookmarks of several read models of a council. */
const areOf = (tx: Tx, list: readonly Projection[], tenant: string) => {
  const keys = list.map(generationKey);
  return tx`tenant = ${tenant} and (projection, version, generation) in (
    select * from unnest(${keys.map(({ name }) => name)}::text[], ${keys.map(({ version }) => version)}::integer[],
                         ${keys.map(({ generation }) => generation)}::integer[]))`;
};

/** Takes the bookmarks of several read models and tells where they all stand; `null` when not all of them stand at one place, free and not parked. */
export const takeTogether = async (
  tx: Tx,
  list: readonly Projection[],
  tenant: string,
  whenBusy: WhenBusy,
): Promise<number | null> => {
  // In one order, so that two workers never wait for each other.
  const rows = await tx<{ position: number; parked: boolean }[]>`
    select position, parked_at is not null as parked
      from read.bookmarks join read.generations using (projection, version, generation)
     where ${areOf(tx, list, tenant)} and state <> 'retired'
     order by projection, version for no key update of bookmarks ${whenBusy === 'leave' ? tx`skip locked` : tx``}`;
  const [first] = rows;
  const apart =
    rows.length < list.length || rows.some(({ position, parked }) => parked || position !== first?.position);
  return first === undefined || apart ? null : first.position;
};

/** Moves the bookmarks of several read models, as `moveBookmark` moves one. */
export const moveTogether = async (
  tx: Tx,
  list: readonly Projection[],
  tenant: string,
  from: number,
  to: number,
): Promise<void> => {
  const moved = await tx`
    update read.bookmarks set position = ${to}, moved_at = clock_timestamp()
     where ${areOf(tx, list, tenant)} and position = ${from}`;
  if (moved.count !== list.length) throw new Error(`Not all bookmarks for ${tenant} are still at ${from}.`);
};

/** Notes that the event after the bookmark could not be applied; false when the bookmark has moved meanwhile. */
export const park = async (
  sql: Sql,
  projection: Projection,
  tenant: string,
  { position, reason }: { readonly position: number; readonly reason: string },
): Promise<boolean> =>
  within(sql, tenant, async (tx) => {
    const parked = await tx`
      update read.bookmarks
         set parked_at = coalesce(parked_at, now()), tried_at = now(), parked_on = ${position},
             parked_reason = ${reason.slice(0, REASON_LENGTH_MAX)}
       where ${isOf(tx, projection, tenant)} and position = ${position - 1}`;
    return parked.count === 1;
  });
