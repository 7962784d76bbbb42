/**
 * Lets what was built beside a live read model take its place: makes its indexes, brings it as far as the live one,
 * and switches the view.
 *
 * No answer may be of a table that had not been filled when the answer's transaction began: such a transaction would
 * look at the new table with old eyes, and miss rows. So the live one is held where it is, the new one is brought as
 * far, and then every transaction that began before that is waited for. Those that begin later see both tables equally
 * far, whichever of them the view shows. While all this takes too long, nothing is switched, and it is tried again.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { catchUp } from './catch-up.js';
import { declareWhole } from './declare.js';
import { generationsIn, isGeneration } from './generations.js';
import { projections } from './list.js';
import { takePlace } from './live.js';
import { isBusy, overAll } from './over-all.js';
import type { Projection } from './projection.js';
import { generationKey, tableOf } from './projection.js';

/** So many events can be applied while the live read model is held. */
const NEAR_EVENTS = 1_000;
/** How long transactions that began earlier are waited for, while the live read model stands still. */
const EARLIER_MS_MAX = 2_000;
const POLL_MS = 5;

/** How many events each council's live rows are ahead of those that are being built. */
const lateBy = async (
  tx: Tx,
  building: Projection,
): Promise<{ readonly tenant: string; readonly events: number }[]> => {
  const { name, version, generation } = generationKey(building);
  return tx<{ tenant: string; events: number }[]>`
    select old.tenant, old.position - coalesce(new.position, 0) as events
      from read.generations live
      join read.bookmarks old using (projection, version, generation)
      left join read.bookmarks new on new.tenant = old.tenant and new.projection = old.projection
           and new.version = ${version} and new.generation = ${generation}
     where live.projection = ${name} and live.state = 'live' and old.position > coalesce(new.position, 0)
     order by old.tenant`;
};

/** Takes the generation for the time of the transaction; false when another worker has it, or has done with it. */
const take = async (tx: Tx, building: Projection): Promise<boolean> => {
  const rows = await tx`
    select from read.generations where ${isGeneration(tx, building)} and state = 'building'
       for no key update skip locked`;
  return rows.length === 1;
};

const isNear = async (sql: Sql, building: Projection): Promise<boolean> =>
  overAll(sql, async (tx) => (await lateBy(tx, building)).every(({ events }) => events <= NEAR_EVENTS));

const makeIndexes = async (sql: Sql, building: Projection): Promise<boolean> =>
  overAll(sql, async (tx) => {
    if (!(await take(tx, building))) return false;
    await tx`set local statement_timeout = 0`;
    await declareWhole(tx, building);
    await tx.unsafe(`analyze read.${tableOf(building)}`);
    return true;
  });

/** Keeps the live rows of every council where they are, until the transaction ends. */
const holdLive = async (tx: Tx, { name }: Projection): Promise<void> => {
  await tx`select from read.generations where projection = ${name} and state = 'live' for update`;
  await tx`
    select from read.bookmarks join read.generations using (projection, version, generation)
     where projection = ${name} and state = 'live' order by tenant for no key update of bookmarks`;
};

/** Waits until every transaction of others that is open now has ended; false when one of them takes too long. */
const earlierHaveEnded = async (tx: Tx): Promise<boolean> => {
  // Workers do not read through the views, and may be waiting for this very transaction.
  const open = async (among: readonly string[] | null): Promise<string[]> => {
    const rows = await tx<{ id: string }[]>`
      select distinct virtualtransaction as id from pg_locks join pg_stat_activity using (pid)
       where locktype = 'virtualxid' and granted and datname = current_database() and usename <> current_user
         and (${among}::text[] is null or virtualtransaction = any (${among}::text[]))`;
    return rows.map(({ id }) => id);
  };
  const deadline = performance.now() + EARLIER_MS_MAX;
  let earlier = await open(null);
  while (earlier.length > 0 && performance.now() < deadline) {
    await pause(POLL_MS);
    earlier = await open(earlier);
  }
  return earlier.length === 0;
};

const switchOne = async (sql: Sql, building: Projection): Promise<boolean> =>
  overAll(sql, async (tx) => {
    if (!(await take(tx, building))) return false;
    // While somebody takes long, the live rows would be held for nothing, again and again.
    if (!(await earlierHaveEnded(tx))) return false;
    await holdLive(tx, building);
    // In transactions of their own, for all of it is to be seen before the view is switched.
    for (const { tenant } of await lateBy(tx, building)) await catchUp(sql, building, tenant);
    if ((await lateBy(tx, building)).length > 0 || !(await earlierHaveEnded(tx))) return false;
    await takePlace(tx, building);
    return true;
  });

/** Switches every generation that is as far as the live one, or nearly so; tells of which read models. Needs two connections. */
export const switchOver = async (sql: Sql, list: readonly Projection[] = projections): Promise<string[]> => {
  const switched: string[] = [];
  for (const building of await generationsIn(sql, 'building', list)) {
    try {
      const ready = (await isNear(sql, building)) && (await makeIndexes(sql, building));
      if (ready && (await switchOne(sql, building))) switched.push(building.name);
    } catch (error) {
      // Somebody needs it at the moment.
      if (!isBusy(error)) throw error;
    }
  }
  return switched;
};
