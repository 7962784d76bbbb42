/** Makes the tables of all read models, as the projections declare them. Safe to run at every start, by several workers at once. */
import { createHash } from 'node:crypto';
import type { Tx } from '@improvement-ledger/event-store';
import type { Sql } from 'postgres';
import { behindSql } from './behind.js';
import { bookmarksSql } from './bookmarks.js';
import { faultsSql } from './faults.js';
import { beginBuilding, generationsIn, generationsSql, giveUpEarlier } from './generations.js';
import { projections } from './list.js';
import { beginLive, liveGeneration, showUnlessShown } from './live.js';
import type { Projection } from './projection.js';
import { NEVER, tableOf } from './projection.js';

const DECLARE_LOCK = 7_201_508_111;

/**
 * Whether a row is within the grants that the transaction has set for itself: they are read once for each statement. Queries
 * name their tenant besides, and indexes are searched by that; were this a condition that they can be searched by too, the
 * planner would take the two for independent, expect a tenth of the rows that there are, and go through a whole council.
 */
const IS_GRANTED = `coalesce(tenant = any ((select string_to_array(current_setting('ledger.tenants', true), ','))::text[]), false)`;

const tenantFence = (table: string): string => `
  alter table read.${table} enable row level security;
  alter table read.${table} force row level security;
  drop policy if exists within_grants on read.${table};
  create policy within_grants on read.${table} using (${IS_GRANTED});`;

/** What a table has from the first: enough to be filled, and to end what a correction replaced. */
const tableSql = (projection: Projection): string => {
  const table = tableOf(projection);
  return `
  create table if not exists read.${table} (
    tenant         text collate "C" not null,
    root           bigint not null,
    known_from     bigint not null,
    known_to       bigint not null default ${NEVER},
    facet          text collate "C" not null,
    recorded_at    timestamptz(3) not null,
    effective_from timestamptz(3) not null,
    retracted      boolean not null,
    ${projection.columns},
    primary key (tenant, known_from, facet)
  );
  create index if not exists ${table}_by_root on read.${table} (tenant, root);
  ${tenantFence(table)}`;
};

/** What only queries need: made once the table is filled, it costs a third of keeping it up meanwhile. */
const indexesSql = (projection: Projection): string => {
  const table = tableOf(projection);
  return projection.indexes
    .map(
      (index, number) =>
        `create index if not exists ${table}_${number + 1} on ${index.replace('%', `read.${table}`)};`,
    )
    .join('\n');
};

/**
 * A table that stands as declared is left alone: declaring it again would wait for every query that reads it, and
 * make those that come after wait as well.
 */
const declare = async (tx: Tx, table: string, sql: string): Promise<void> => {
  const mark = `Declared as ${createHash('sha256').update(sql).digest('hex')}`;
  const [found] = await tx<{ mark: string | null }[]>`
    select obj_description(to_regclass(${`read.${table}`}), 'pg_class') as mark`;
  if (found?.mark !== mark) await tx.unsafe(`${sql}\ncomment on table read.${table} is '${mark}';`);
};

/** The table of a generation that is to be filled, and that no query reads yet. */
export const declareToFill = async (sql: Sql, building: Projection): Promise<void> => {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${DECLARE_LOCK})`;
    await makeToFill(tx, building);
  });
};

const makeToFill = async (tx: Tx, building: Projection): Promise<void> => {
  const [found] = await tx<{ stands: boolean }[]>`
    select to_regclass(${`read.${tableOf(building)}`}) is not null as stands`;
  if (found?.stands === false) await tx.unsafe(tableSql(building));
};

/** A table as queries need it. */
export const declareWhole = async (tx: Tx, projection: Projection): Promise<void> =>
  declare(tx, tableOf(projection), tableSql(projection) + indexesSql(projection));

/**
 * Makes what is missing. A read model whose version was raised is begun to be built beside the live one; queries go on
 * reading that until `switchOver` finds that the new one is as far.
 */
export const declareReadModels = async (
  sql: Sql,
  list: readonly Projection[] = projections,
): Promise<void> => {
  await sql.begin(async (tx) => {
    await tx`select pg_advisory_xact_lock(${DECLARE_LOCK})`;
    await declare(tx, 'generations', generationsSql);
    await declare(tx, 'bookmarks', bookmarksSql + tenantFence('bookmarks') + behindSql);
    await declare(tx, 'faults', faultsSql);
    for (const projection of list) {
      const live = (await liveGeneration(tx, projection)) ?? (await beginLive(tx, projection));
      if (live.version === projection.version) {
        const kept = { ...projection, ...live };
        await declareWhole(tx, kept);
        await showUnlessShown(tx, kept);
      }
      if (live.version < projection.version) {
        await giveUpEarlier(tx, projection);
        await beginBuilding(tx, projection);
      }
    }
    for (const building of await generationsIn(tx, 'building', list)) await makeToFill(tx, building);
  });
};
